// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernorStage} from "./GovernorStage.sol";

/**
 * @title ProposalLives
 * @notice Remembers how far proposals were seen to be, and which quorum held when.
 */
abstract contract ProposalLives is GovernorStage {
    struct Quorum {
        uint256 since;
        uint256 percent;
    }

    Quorum[] private _quorums;
    mapping(uint256 proposalId => uint256) private _seen;

    /// @dev A proposal goes forward only, and never leaves a state that is an end: not by time, and not because quorum or
    /// anything else was changed behind it.
    function _watch(uint256 proposalId) internal {
        uint256 state = uint256(governor.state(proposalId));
        uint256 before = _seen[proposalId];
        _seen[proposalId] = state;
        if (_isEnd(before)) assertEq(state, before, "state of a proposal that was at its end");
        else if (!_isEnd(state)) assertTrue(_rank(state) >= _rank(before), "a proposal went back");
        // What was voted down or out can't have been accepted before; what was accepted can still be cancelled.
        if (before > uint256(IGovernor.ProposalState.Active) && state != before) {
            assertTrue(state != uint256(IGovernor.ProposalState.Defeated), "what had won was defeated");
        }
    }

    function _noteQuorum(uint256 percent) internal {
        _quorums.push(Quorum(time, percent));
    }

    function _quorumAt(uint256 second) internal view returns (uint256) {
        uint256 percent = QUORUM_PERCENT;
        for (uint256 i = 0; i < _quorums.length && _quorums[i].since <= second; ++i) {
            percent = _quorums[i].percent;
        }
        return (this.snapshotAt(second).total * percent) / 100;
    }

    function _isEnd(uint256 state) private pure returns (bool) {
        return
            state == uint256(IGovernor.ProposalState.Canceled) ||
            state == uint256(IGovernor.ProposalState.Defeated) ||
            state == uint256(IGovernor.ProposalState.Expired) ||
            state == uint256(IGovernor.ProposalState.Executed);
    }

    /// @dev Of a state that is no end.
    function _rank(uint256 state) private pure returns (uint256) {
        if (state == uint256(IGovernor.ProposalState.Queued)) return 3;
        if (state == uint256(IGovernor.ProposalState.Succeeded)) return 2;
        return state;
    }
}
