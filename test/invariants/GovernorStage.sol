// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IProposalDeposits} from "../../contracts/governance/IProposalDeposits.sol";
import {ICommunityGovernorSurface} from "../support/Surfaces.sol";
import {MembershipBooks} from "./MembershipBooks.sol";

/**
 * @title GovernorStage
 * @notice A governor and its timelock above a membership.
 */
abstract contract GovernorStage is MembershipBooks {
    struct Settings {
        uint48 votingDelay;
        uint32 votingPeriod;
        uint256 proposalThreshold;
        uint256 quorumPercent;
        uint48 lateQuorumExtension;
        address guardian;
        uint48 guardianTerm;
    }

    address internal constant GUARDIAN = address(0x0123405);
    uint256 internal constant TIMELOCK_DELAY = 2 days;
    uint256 internal constant QUORUM_PERCENT = 20;

    uint96 internal constant DEPOSIT = 5 ether;

    ICommunityGovernorSurface public governor;
    IProposalDeposits public deposits;
    address internal _timelock;

    /// @dev The token trusts the deposits, which come with the governor.
    function _escrowHolder() internal override returns (address) {
        _deployGovernor();
        return address(deposits);
    }

    function _deployGovernor() private {
        address[] memory anybody = new address[](1);
        _timelock = deploy(
            "TimelockController.sol:TimelockController",
            abi.encode(TIMELOCK_DELAY, new address[](0), anybody, address(this))
        );
        Settings memory settings = Settings(
            1 hours,
            3 days,
            0,
            QUORUM_PERCENT,
            1 hours,
            GUARDIAN,
            10_000 days
        );
        deposits = IProposalDeposits(
            deploy(
                "contracts/governance/ProposalDeposits.sol:ProposalDeposits",
                abi.encode(manager, token, members, DEPOSIT)
            )
        );
        governor = ICommunityGovernorSurface(
            deploy(
                "contracts/governance/CommunityGovernor.sol:CommunityGovernor",
                abi.encode(members, deposits, _timelock, settings)
            )
        );
        deposits.wire(address(governor));
        IAccessControl(_timelock).grantRole(keccak256("PROPOSER_ROLE"), address(governor));
        IAccessControl(_timelock).grantRole(keccak256("CANCELLER_ROLE"), address(governor));
        IAccessControl(_timelock).renounceRole(bytes32(0), address(this));
    }

    function _governorDomain() internal view returns (bytes32) {
        (, string memory name, string memory version, uint256 chainId, address verifier, , ) = IERC5267(
            address(governor)
        ).eip712Domain();
        return
            keccak256(
                abi.encode(
                    keccak256(
                        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
                    ),
                    keccak256(bytes(name)),
                    keccak256(bytes(version)),
                    chainId,
                    verifier
                )
            );
    }
}
