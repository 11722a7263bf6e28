// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IPolls} from "../../contracts/governance/IPolls.sol";
import {Checks} from "./Checks.sol";

/**
 * @title PollModel
 * @notice Polls as plainly as can be: lists of numbers, counted anew whenever they are asked.
 */
abstract contract PollModel is Checks {
    /* MAKING */

    /// @dev A poll with the method, options and limit that follow three inputs.
    function _poll(
        uint8 method,
        uint8 options,
        uint16 limit
    ) internal pure returns (IPolls.Poll memory poll) {
        poll.method = IPolls.Method(method % 6);
        poll.optionCount = uint8(bound(options, 2, 16));
        poll.limit = uint16(bound(limit, 1, _mostLimit(poll.method, poll.optionCount)));
    }

    function _mostLimit(IPolls.Method method, uint256 options) internal pure returns (uint256) {
        if (method == IPolls.Method.SingleChoice) return 1;
        if (method == IPolls.Method.Split) return 255;
        if (method == IPolls.Method.Quadratic) return 65_025;
        if (method == IPolls.Method.Approval) return options;
        return options < 15 ? options : 15;
    }

    /// @dev A ballot that a poll allows, following `draw`.
    function _anyBallot(IPolls.Poll memory poll, uint256 draw) internal pure returns (uint256 ballot) {
        uint256 options = poll.optionCount;
        if (poll.method == IPolls.Method.SingleChoice) return 1 + (draw % options);
        uint256 bits = _bits(poll.method);
        uint256 start = draw % options;
        uint256 step = options % 3 != 0 && (draw >> 8) % 2 == 0 ? 3 : 1;
        uint256 left = 1 + ((draw >> 16) % poll.limit);
        for (uint256 i = 0; i < options && left > 0; ++i) {
            uint256 place = (start + i * step) % options;
            (uint256 field, uint256 cost) = _anyField(poll.method, i, left, draw >> (24 + i));
            ballot |= field << (place * bits);
            left -= cost;
        }
    }

    /// @dev The first field is never nothing, so that the ballot says something.
    function _anyField(
        IPolls.Method method,
        uint256 place,
        uint256 left,
        uint256 draw
    ) private pure returns (uint256 field, uint256 cost) {
        if (method == IPolls.Method.Split) {
            field = place == 0 ? 1 + (draw % left) : draw % (left + 1);
            return (field, field);
        }
        if (method == IPolls.Method.Quadratic) {
            uint256 most = 1;
            while (most < 255 && (most + 1) * (most + 1) <= left) ++most;
            field = place == 0 ? 1 + (draw % most) : draw % (most + 1);
            return (field, field * field);
        }
        return method == IPolls.Method.Approval ? (1, 1) : (place + 1, 1);
    }

    /* JUDGING */

    /// @dev Whether a poll allows a ballot, told option by option.
    function _modelAllows(IPolls.Poll memory poll, uint256 ballot) internal pure returns (bool) {
        if (poll.method == IPolls.Method.SingleChoice) return ballot >= 1 && ballot <= poll.optionCount;
        uint256[] memory fields = _fields(poll, ballot);
        uint256 rebuilt = 0;
        uint256 spent = 0;
        uint256 highest = 0;
        for (uint256 i = 0; i < fields.length; ++i) {
            rebuilt += fields[i] * 2 ** (i * _bits(poll.method));
            if (poll.method == IPolls.Method.Split) spent += fields[i];
            else if (poll.method == IPolls.Method.Quadratic) spent += fields[i] ** 2;
            else if (fields[i] > 0) spent += 1;
            if (fields[i] > highest) highest = fields[i];
        }
        if (rebuilt != ballot || spent == 0 || spent > poll.limit) return false;
        if (poll.method != IPolls.Method.Borda && poll.method != IPolls.Method.Copeland) return true;
        // As many ranks as the highest says, and no two the same.
        return highest == spent && _allDifferent(fields);
    }

    /// @dev Whether no number but zero stands there twice.
    function _allDifferent(uint256[] memory fields) private pure returns (bool) {
        for (uint256 i = 0; i < fields.length; ++i) {
            for (uint256 j = 0; j < i; ++j) if (fields[i] != 0 && fields[i] == fields[j]) return false;
        }
        return true;
    }

    /// @dev What a ballot gives an option: how often its weight counts.
    function _modelPoints(
        IPolls.Poll memory poll,
        uint256 ballot,
        uint256 option
    ) internal pure returns (uint256) {
        if (poll.method == IPolls.Method.SingleChoice) return ballot == option + 1 ? 1 : 0;
        uint256 field = _fields(poll, ballot)[option];
        if (poll.method != IPolls.Method.Borda) return field;
        return field == 0 ? 0 : poll.optionCount - field;
    }

    /// @dev What the ballots come to; zero is none.
    function _modelTotals(
        IPolls.Poll memory poll,
        uint256[] memory ballots,
        uint256[] memory weights
    ) internal pure returns (uint256[] memory totals) {
        uint256 options = poll.optionCount;
        totals = new uint256[](options);
        for (uint256 a = 0; a < options; ++a) {
            if (poll.method != IPolls.Method.Copeland) {
                for (uint256 i = 0; i < ballots.length; ++i) {
                    if (ballots[i] != 0) totals[a] += weights[i] * _modelPoints(poll, ballots[i], a);
                }
                continue;
            }
            for (uint256 b = 0; b < options; ++b) {
                if (a == b) continue;
                uint256 ahead = _modelPrefers(poll, ballots, weights, a, b);
                uint256 behind = _modelPrefers(poll, ballots, weights, b, a);
                totals[a] +=
                    ahead > behind
                        ? 2
                        : ahead == behind
                            ? 1
                            : 0;
            }
        }
    }

    /// @dev Weight of the ballots that put one option above another.
    function _modelPrefers(
        IPolls.Poll memory poll,
        uint256[] memory ballots,
        uint256[] memory weights,
        uint256 a,
        uint256 b
    ) internal pure returns (uint256 weight) {
        for (uint256 i = 0; i < ballots.length; ++i) {
            uint256[] memory ranks = _fields(poll, ballots[i]);
            if (ranks[a] != 0 && (ranks[b] == 0 || ranks[a] < ranks[b])) weight += weights[i];
        }
    }

    /// @dev Insists on a result being what the ballots come to.
    function _sameResult(
        IPolls.Result memory actual,
        IPolls.Poll memory poll,
        uint256[] memory ballots,
        uint256[] memory weights
    ) internal pure {
        uint256[] memory totals = _modelTotals(poll, ballots, weights);
        assertEq(actual.totals.length, totals.length, "options counted");
        uint256 most = 0;
        for (uint256 i = 0; i < totals.length; ++i) {
            assertEq(actual.totals[i], totals[i], "total of an option");
            if (totals[i] > most) most = totals[i];
        }
        uint256 found = 0;
        for (uint256 i = 0; i < totals.length; ++i) {
            if (totals[i] != most || actual.ballots == 0) continue;
            assertTrue(found < actual.winners.length, "a winner left out");
            assertEq(actual.winners[found++], i + 1, "a winner");
        }
        assertEq(actual.winners.length, found, "winners");
    }

    function _fields(IPolls.Poll memory poll, uint256 ballot) private pure returns (uint256[] memory fields) {
        uint256 bits = _bits(poll.method);
        fields = new uint256[](poll.optionCount);
        for (uint256 i = 0; i < fields.length; ++i) fields[i] = (ballot / 2 ** (i * bits)) % 2 ** bits;
    }

    function _bits(IPolls.Method method) private pure returns (uint256) {
        if (method == IPolls.Method.Approval) return 1;
        return method == IPolls.Method.Split || method == IPolls.Method.Quadratic ? 8 : 4;
    }
}
