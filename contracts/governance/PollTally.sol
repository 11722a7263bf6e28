// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IPolls} from "./IPolls.sol";
import {PollMethods} from "./PollMethods.sol";

/**
 * @title PollTally
 * @notice Counts ballots, and says what they come to.
 * @dev Totals are lanes of packed words: four of 64 bits where a ballot adds its weight at most once to each, three of 80
 * where it adds a multiple, two of 128 for a single choice, which count ballots above the lowest 64 bits as well. With 2^32 members and weights below 2^32 no lane can ever flow over. So words can be added
 * whole, also those of a batch in which ballots are taken back: whatever is borrowed between lanes on the way is given
 * back by the end. For Copeland's method lane `a * options + b` holds the weight of ballots that prefer a to b, counted
 * from zero.
 */
library PollTally {
    /// @dev What a ballot adds to the lane of a single choice beside its weight.
    uint256 internal constant ONE_BALLOT = 1 << 64;

    uint256 private constant COUNTED_LANES = 2;
    uint256 private constant COUNTED_BITS = 128;
    uint256 private constant LIGHT_LANES = 4;
    uint256 private constant LIGHT_BITS = 64;
    uint256 private constant HEAVY_LANES = 3;
    uint256 private constant HEAVY_BITS = 80;

    /// @dev What ballots add to each word of a tally; nothing yet.
    function none(IPolls.Method method, uint256 options) internal pure returns (uint256[] memory added) {
        uint256 used = method == IPolls.Method.Copeland ? options * options : options;
        (uint256 lanes, ) = _layout(method);
        unchecked {
            added = new uint256[]((used + lanes - 1) / lanes);
        }
    }

    /// @dev Adds a ballot. A weight of minus w, modulo 2^256, takes one of weight w back.
    function add(
        uint256[] memory added,
        IPolls.Method method,
        uint256 options,
        uint256 ballot,
        uint256 weight
    ) internal pure {
        if (method == IPolls.Method.SingleChoice) {
            unchecked {
                uint256 option = ballot - 1;
                added[option / COUNTED_LANES] += weight << ((option % COUNTED_LANES) * COUNTED_BITS);
            }
        } else if (method == IPolls.Method.Copeland) {
            _addPairs(added, options, ballot, weight);
        } else {
            _addFields(added, method, options, ballot, weight);
        }
    }

    /// @dev What the words of a tally come to.
    function resultOf(
        IPolls.Poll memory poll,
        uint256[] memory words
    ) internal pure returns (IPolls.Result memory result) {
        uint256 options = poll.optionCount;
        result.ballots = poll.ballots;
        result.turnout = poll.turnout;
        result.totals =
            poll.method == IPolls.Method.Copeland
                ? _scores(pairsOf(options, words))
                : _totals(poll.method, options, words);
        if (poll.method == IPolls.Method.SingleChoice) {
            for (uint256 i = 0; i < options; ++i) {
                result.ballots += result.totals[i] / ONE_BALLOT;
                result.totals[i] %= ONE_BALLOT;
                result.turnout += result.totals[i];
            }
        }
        if (result.ballots != 0) result.winners = _highest(result.totals);
    }

    /// @dev Weight that prefers each option to each other.
    function pairsOf(
        uint256 options,
        uint256[] memory words
    ) internal pure returns (uint256[][] memory preferred) {
        preferred = new uint256[][](options);
        for (uint256 a = 0; a < options; ++a) {
            preferred[a] = new uint256[](options);
            for (uint256 b = 0; b < options; ++b) {
                preferred[a][b] = _lane(words, IPolls.Method.Copeland, a * options + b);
            }
        }
    }

    function _addFields(
        uint256[] memory added,
        IPolls.Method method,
        uint256 options,
        uint256 ballot,
        uint256 weight
    ) private pure {
        uint256 bits = PollMethods.fieldBits(method);
        for (uint256 i = 0; i < options; ++i) {
            uint256 factor = (ballot >> (i * bits)) & ((1 << bits) - 1);
            if (factor == 0) continue;
            // A rank is worth one point for every option that can stand below it.
            if (method == IPolls.Method.Borda) factor = options - factor;
            unchecked {
                _addTo(added, method, i, weight * factor);
            }
        }
    }

    function _addPairs(uint256[] memory added, uint256 options, uint256 ballot, uint256 weight) private pure {
        for (uint256 a = 0; a < options; ++a) {
            uint256 rank = (ballot >> (a * 4)) & 0xf;
            if (rank == 0) continue;
            for (uint256 b = 0; b < options; ++b) {
                uint256 other = (ballot >> (b * 4)) & 0xf;
                if (other != 0 && other <= rank) continue;
                _addTo(added, IPolls.Method.Copeland, a * options + b, weight);
            }
        }
    }

    function _addTo(uint256[] memory added, IPolls.Method method, uint256 lane, uint256 amount) private pure {
        (uint256 lanes, uint256 bits) = _layout(method);
        unchecked {
            added[lane / lanes] += amount << ((lane % lanes) * bits);
        }
    }

    function _totals(
        IPolls.Method method,
        uint256 options,
        uint256[] memory words
    ) private pure returns (uint256[] memory totals) {
        totals = new uint256[](options);
        for (uint256 i = 0; i < options; ++i) totals[i] = _lane(words, method, i);
    }

    function _scores(uint256[][] memory preferred) private pure returns (uint256[] memory scores) {
        uint256 options = preferred.length;
        scores = new uint256[](options);
        for (uint256 a = 0; a < options; ++a) {
            for (uint256 b = 0; b < options; ++b) {
                if (a == b) continue;
                if (preferred[a][b] > preferred[b][a]) scores[a] += 2;
                else if (preferred[a][b] == preferred[b][a]) scores[a] += 1;
            }
        }
    }

    function _highest(uint256[] memory totals) private pure returns (uint256[] memory winners) {
        uint256 most = 0;
        uint256 count = 0;
        winners = new uint256[](totals.length);
        for (uint256 i = 0; i < totals.length; ++i) {
            if (totals[i] < most) continue;
            if (totals[i] > most) (most, count) = (totals[i], 0);
            winners[count++] = i + 1;
        }
        assembly ("memory-safe") {
            mstore(winners, count)
        }
    }

    function _lane(
        uint256[] memory words,
        IPolls.Method method,
        uint256 lane
    ) private pure returns (uint256) {
        (uint256 lanes, uint256 bits) = _layout(method);
        return (words[lane / lanes] >> ((lane % lanes) * bits)) & ((1 << bits) - 1);
    }

    /// @dev How many lanes a word has under a method, and of how many bits.
    function _layout(IPolls.Method method) private pure returns (uint256 lanes, uint256 bits) {
        if (method == IPolls.Method.SingleChoice) return (COUNTED_LANES, COUNTED_BITS);
        bool once = method == IPolls.Method.Approval || method == IPolls.Method.Copeland;
        return once ? (LIGHT_LANES, LIGHT_BITS) : (HEAVY_LANES, HEAVY_BITS);
    }
}
