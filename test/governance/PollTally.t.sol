// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IPolls} from "../../contracts/governance/IPolls.sol";
import {PollMethods} from "../../contracts/governance/PollMethods.sol";
import {PollTally} from "../../contracts/governance/PollTally.sol";
import {PollModel} from "../support/PollModel.sol";

/// @dev Counting, beside a model that counts every ballot anew with plain numbers.
contract PollTallyTest is PollModel {
    uint256 private constant VOTERS = 12;

    /// @dev Whatever is cast, replaced and replaced again, what is left is what the last ballots come to.
    function testFuzz_countsWhatTheLastBallotsSay(
        uint256 seed,
        uint8 method,
        uint8 options,
        uint16 limit
    ) public pure {
        IPolls.Poll memory poll = _poll(method, options, limit);
        uint256[] memory words = PollTally.none(poll.method, poll.optionCount);
        uint256[] memory ballots = new uint256[](VOTERS);
        uint256[] memory weights = new uint256[](VOTERS);
        for (uint256 i = 0; i < 3 * VOTERS; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            uint256 voter = draw % VOTERS;
            uint256 ballot = _anyBallot(poll, draw);
            assertTrue(_allows(poll, ballot), "a ballot made by the rules");
            if (ballots[voter] == 0) {
                weights[voter] = _weight(draw >> 8);
                ++poll.ballots;
                poll.turnout += uint64(weights[voter]);
            } else {
                unchecked {
                    _add(words, poll, ballots[voter], 0 - weights[voter]);
                }
            }
            _add(words, poll, ballot, weights[voter]);
            ballots[voter] = ballot;
        }

        _sameResult(PollTally.resultOf(poll, words), poll, ballots, weights);
    }

    /// @dev The heaviest ballots there can be, for one and the same option, run into no neighbour's lane.
    function testFuzz_lanesHoldTheHeaviestWeights(
        uint8 method,
        uint8 options,
        uint16 limit,
        uint256 seed
    ) public pure {
        IPolls.Poll memory poll = _poll(method, options, limit);
        uint256 ballot = _anyBallot(poll, seed);
        uint256[] memory words = PollTally.none(poll.method, poll.optionCount);
        uint256 all = uint256(type(uint32).max) * type(uint32).max;
        _add(words, poll, ballot, all);
        poll.ballots = type(uint32).max;
        poll.turnout = uint64(all);
        uint256[] memory ballots = new uint256[](1);
        uint256[] memory weights = new uint256[](1);
        (ballots[0], weights[0]) = (ballot, all);

        _sameResult(PollTally.resultOf(poll, words), poll, ballots, weights);
        for (uint256 i = 0; i < words.length; ++i) {
            uint256 used =
                poll.method == IPolls.Method.Borda ||
                poll.method == IPolls.Method.Split ||
                poll.method == IPolls.Method.Quadratic
                    ? 240
                    : 256;
            assertTrue(used == 256 || words[i] >> used == 0, "bits beyond the lanes");
        }
    }

    /// @dev A ballot is taken if and only if the model takes it: any number at all, and numbers near a good one.
    function testFuzz_takesWhatTheModelTakes(
        uint256 seed,
        uint8 method,
        uint8 options,
        uint16 limit,
        uint256 any
    ) public pure {
        IPolls.Poll memory poll = _poll(method, options, limit);
        uint256 good = _anyBallot(poll, seed);
        uint256[5] memory tries = [any, any % (1 << 128), good, good ^ (1 << (any % 140)), good + (any % 40)];
        for (uint256 i = 0; i < tries.length; ++i) {
            assertEq(_allows(poll, tries[i]), _modelAllows(poll, tries[i]), "whether allowed");
        }
    }

    /// @dev A stored ballot and its sequence fit their place, and places fill a word without overlap.
    function testFuzz_ballotsFitTheirPlace(
        uint256 seed,
        uint8 method,
        uint8 options,
        uint16 limit
    ) public pure {
        IPolls.Poll memory poll = _poll(method, options, limit);
        uint256 width = 1 << PollMethods.widthLog2(poll.method, poll.optionCount);
        uint256 field = (_anyBallot(poll, seed) << PollMethods.SEQUENCE_BITS) | 7;
        assertTrue(width == 256 || field >> width == 0, "a ballot wider than its place");
        assertLe(width, 256, "width of a place");
    }

    /// @dev Points to a limit: none below 1, none above what the method can hold.
    function test_limitsFitTheMethod() public pure {
        uint256[6] memory most = [uint256(1), 5, 255, 65_025, 5, 5];
        for (uint8 method = 0; method < 6; ++method) {
            IPolls.Method each = IPolls.Method(method);
            assertEq(PollMethods.isLimit(each, 5, 0), false, "limit of zero");
            assertEq(PollMethods.isLimit(each, 5, 1), true, "least limit");
            assertEq(PollMethods.isLimit(each, 5, most[method]), true, "highest limit");
            assertEq(PollMethods.isLimit(each, 5, most[method] + 1), false, "limit beyond");
        }
        assertEq(PollMethods.isLimit(IPolls.Method.Approval, 16, 16), true, "all of sixteen approved");
        assertEq(PollMethods.isLimit(IPolls.Method.Borda, 16, 15), true, "fifteen of sixteen ranked");
        assertEq(PollMethods.isLimit(IPolls.Method.Borda, 16, 16), false, "sixteen of sixteen ranked");
    }

    function _allows(IPolls.Poll memory poll, uint256 ballot) private pure returns (bool) {
        return PollMethods.isBallot(poll.method, poll.optionCount, poll.limit, ballot);
    }

    function _add(
        uint256[] memory words,
        IPolls.Poll memory poll,
        uint256 ballot,
        uint256 weight
    ) private pure {
        bool single = poll.method == IPolls.Method.SingleChoice;
        unchecked {
            // Counted in the lane: one ballot more, or one less where the weight is taken back.
            if (single) weight = weight >> 255 == 0 ? weight + (1 << 64) : weight - (1 << 64);
        }
        PollTally.add(words, poll.method, poll.optionCount, ballot, weight);
    }

    function _weight(uint256 draw) private pure returns (uint256) {
        if (draw % 5 == 0) return type(uint32).max;
        return bound(draw >> 8, 1, 10);
    }
}
