// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IPolls} from "./IPolls.sol";

/**
 * @title PollMethods
 * @notice What a ballot may say under each method, and how much room it takes.
 */
library PollMethods {
    uint256 internal constant MIN_OPTIONS = 2;
    uint256 internal constant MAX_OPTIONS = 16;
    uint256 internal constant SEQUENCE_BITS = 3;

    uint256 private constant MAX_RANKED = 15;
    uint256 private constant MAX_POINTS = 255;
    uint256 private constant MAX_CREDITS = 255 * 255;

    /// @dev Whether a limit makes sense for a method.
    function isLimit(IPolls.Method method, uint256 options, uint256 limit) internal pure returns (bool) {
        if (limit == 0) return false;
        if (method == IPolls.Method.SingleChoice) return limit == 1;
        if (method == IPolls.Method.Approval) return limit <= options;
        if (method == IPolls.Method.Split) return limit <= MAX_POINTS;
        if (method == IPolls.Method.Quadratic) return limit <= MAX_CREDITS;
        return limit <= options && limit <= MAX_RANKED;
    }

    /// @dev How many bits a stored ballot takes with its sequence, as a power of two: 3 for 8 bits to 8 for a whole word.
    function widthLog2(IPolls.Method method, uint256 options) internal pure returns (uint256 log2) {
        if (method == IPolls.Method.SingleChoice) return 3;
        uint256 needed = SEQUENCE_BITS + options * fieldBits(method);
        log2 = 3;
        while (1 << log2 < needed) ++log2;
    }

    /// @dev Bits of one option in a ballot that has a field for each.
    function fieldBits(IPolls.Method method) internal pure returns (uint256) {
        if (method == IPolls.Method.Approval) return 1;
        return method == IPolls.Method.Split || method == IPolls.Method.Quadratic ? 8 : 4;
    }

    /// @dev Whether a ballot says something, and nothing that the poll does not allow.
    function isBallot(
        IPolls.Method method,
        uint256 options,
        uint256 limit,
        uint256 ballot
    ) internal pure returns (bool) {
        if (ballot == 0) return false;
        if (method == IPolls.Method.SingleChoice) return ballot <= options;
        if (ballot >> (options * fieldBits(method)) != 0) return false;
        return
            method == IPolls.Method.Borda || method == IPolls.Method.Copeland
                ? _isRanking(ballot, limit)
                : _spent(method, ballot) <= limit;
    }

    /// @dev What the wallet shows of a ballot: the options approved; points or votes by option; or the options ranked, best
    /// first. For ballots that are valid.
    function spelledOut(
        IPolls.Method method,
        uint256 options,
        uint256 ballot
    ) internal pure returns (uint256[] memory list) {
        list = new uint256[](options);
        uint256 bits = fieldBits(method);
        uint256 length = 0;
        for (uint256 i = 0; i < options; ++i) {
            uint256 field = (ballot >> (i * bits)) & ((1 << bits) - 1);
            if (bits == 8) list[length++] = field;
            else if (bits == 1 && field == 1) list[length++] = i + 1;
            else if (bits == 4 && field != 0) {
                list[field - 1] = i + 1;
                ++length;
            }
        }
        assembly ("memory-safe") {
            mstore(list, length)
        }
    }

    /// @dev Options approved, points given, or credits that the votes cost.
    function _spent(IPolls.Method method, uint256 ballot) private pure returns (uint256 spent) {
        uint256 bits = fieldBits(method);
        for (uint256 rest = ballot; rest != 0; rest >>= bits) {
            uint256 field = rest & ((1 << bits) - 1);
            spent += method == IPolls.Method.Quadratic ? field * field : field;
        }
    }

    /// @dev Whether the ranks are 1 to some number within the limit, each given once.
    function _isRanking(uint256 ballot, uint256 limit) private pure returns (bool) {
        uint256 seen = 1;
        for (uint256 rest = ballot; rest != 0; rest >>= 4) {
            uint256 rank = rest & 0xf;
            if (rank == 0) continue;
            if (rank > limit || seen & (1 << rank) != 0) return false;
            seen |= 1 << rank;
        }
        // All ones from the lowest bit up: no rank is left out.
        return seen & (seen + 1) == 0;
    }
}
