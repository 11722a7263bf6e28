// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {ICommunityGovernorSurface} from "../support/Surfaces.sol";
import {GovernorHandler} from "./GovernorHandler.sol";

contract GovernorInvariants is InvariantTargets {
    GovernorHandler private handler;
    ICommunityGovernorSurface private governor;

    function setUp() public {
        handler = new GovernorHandler();
        governor = handler.governor();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    /// @dev A tally is the weights of those who voted, each once, as they were when the vote began; only what was
    /// executed has had an effect.
    function invariant_tallies() external view {
        _checkMotion(handler.touched());
        _checkMotion(handler.time() % handler.motionsGhost());
        assertEq(handler.word(), handler.wordGhost(), "what executed proposals have set");
        IRewardToken token = handler.token();
        uint256 open = handler.motionsGhost() - handler.settledGhost();
        assertEq(token.balanceOf(address(handler.deposits())), open * 5 ether, "deposits held");
        assertEq(token.totalEarned() - token.totalSupply(), handler.burnedGhost(), "deposits burned");
    }

    function _checkMotion(uint256 index) private view {
        GovernorHandler.Motion memory motion = handler.motion(index);
        (uint256 against, uint256 inFavour, uint256 abstain) = governor.proposalVotes(motion.proposalId);
        assertEq(against, motion.tally[0], "against");
        assertEq(inFavour, motion.tally[1], "for");
        assertEq(abstain, motion.tally[2], "abstain");
        uint256 weights;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            bool voted = handler.votedGhost(index, i);
            assertEq(governor.hasVoted(motion.proposalId, handler.actors(i)), voted, "who has voted");
            if (voted) weights += handler.snapshotAt(motion.snapshot).votes[i];
        }
        assertEq(against + inFavour + abstain, weights, "tally beside the weights of those who voted");

        IGovernor.ProposalState state = governor.state(motion.proposalId);
        assertEq(state == IGovernor.ProposalState.Executed, motion.executed, "whether executed");
        assertEq(state == IGovernor.ProposalState.Canceled, motion.cancelled, "whether cancelled");
    }
}
