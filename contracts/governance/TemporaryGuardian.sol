// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";
import {GovernorStorage} from "@openzeppelin/contracts/governance/extensions/GovernorStorage.sol";
import {ICommunityGovernor} from "./ICommunityGovernor.sol";

/**
 * @title TemporaryGuardian
 * @notice A guardian who can cancel proposals until a date, except those about the guardian.
 * @dev Only the members can prolong its time, by a proposal; and it can't stand in the way of being removed.
 */
abstract contract TemporaryGuardian is GovernorStorage, GovernorProposalGuardian, ICommunityGovernor {
    /// @inheritdoc ICommunityGovernor
    uint48 public guardianExpiry;

    constructor(address guardian, uint48 term) {
        _setProposalGuardian(guardian);
        _setGuardianExpiry(clock() + term);
    }

    /// @notice Who can cancel proposals; the zero address once the guardian's time is over.
    /// @return The guardian.
    function proposalGuardian() public view override returns (address) {
        return clock() < guardianExpiry ? super.proposalGuardian() : address(0);
    }

    /// @inheritdoc ICommunityGovernor
    function setGuardianExpiry(uint48 newExpiry) external onlyGovernance {
        _setGuardianExpiry(newExpiry);
    }

    function _setGuardianExpiry(uint48 newExpiry) private {
        uint48 oldExpiry = guardianExpiry;

        guardianExpiry = newExpiry;

        emit GuardianExpiryUpdated(oldExpiry, newExpiry);
    }

    /// @dev Without a guardian GovernorProposalGuardian would let authors cancel at any time, even what the members have
    /// accepted. Here they can until the vote begins, with a guardian or without.
    function _validateCancel(
        uint256 proposalId,
        address caller
    ) internal view virtual override(Governor, GovernorProposalGuardian) returns (bool) {
        if (Governor._validateCancel(proposalId, caller)) return true;
        return caller == proposalGuardian() && !_isAboutGuardian(proposalId);
    }

    /// @dev Whether all that a proposal does is to change the guardian or its time.
    function _isAboutGuardian(uint256 proposalId) private view returns (bool) {
        (address[] memory targets, , bytes[] memory calldatas, ) = proposalDetails(proposalId);
        for (uint256 i = 0; i < targets.length; ++i) {
            bytes4 selector = bytes4(calldatas[i]);
            if (targets[i] != address(this)) return false;
            if (selector != this.setProposalGuardian.selector && selector != this.setGuardianExpiry.selector)
                return false;
        }
        return true;
    }

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal virtual override(Governor, GovernorStorage) returns (uint256) {
        return super._propose(targets, values, calldatas, description, proposer);
    }
}
