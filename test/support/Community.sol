// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IBadges} from "../../contracts/membership/IBadges.sol";
import {IMembership} from "../../contracts/membership/IMembership.sol";
import {IRecovery} from "../../contracts/membership/IRecovery.sol";
import {IRooms} from "../../contracts/membership/IRooms.sol";
import {IMembershipCustody} from "../../contracts/membership/IMembershipCustody.sol";
import {IPolls} from "../../contracts/governance/IPolls.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Roles} from "../../contracts/shared/Roles.sol";
import {Neighbours} from "../../contracts/earning/CampaignTerms.sol";
import {ICampaignEpochs} from "../../contracts/earning/ICampaignEpochs.sol";
import {ICampaignRevocations} from "../../contracts/earning/ICampaignRevocations.sol";
import {ICampaigns} from "../../contracts/earning/ICampaigns.sol";
import {IEventCalendar} from "../../contracts/rewards/IEventCalendar.sol";
import {IEventTickets} from "../../contracts/rewards/IEventTickets.sol";
import {IRewardsStore} from "../../contracts/rewards/IRewardsStore.sol";
import {ITicketDoor} from "../../contracts/rewards/ITicketDoor.sol";
import {IStoreCatalogue} from "../../contracts/rewards/IStoreCatalogue.sol";
import {Checks} from "./Checks.sol";
import {
    IBadgesSurface,
    ICampaignsSurface,
    IEventTicketsSurface,
    IMembershipSurface,
    IPollsSurface,
    IRewardsStoreSurface,
    IRewardTokenSurface,
    IRoomsSurface
} from "./Surfaces.sol";

/**
 * @title Community
 * @notice Deploys a whole community, with its roles, for tests; the test itself is its admin.
 * @dev Time is kept in {time} and moved by {_pass}, because the compiler may take `block.timestamp` for unchanging
 * within one call.
 */
abstract contract Community is Checks {
    /// @dev One line of a batch award.
    struct Award {
        uint256 memberId;
        uint256 amount;
    }

    uint256 internal constant START = 1_800_000_000;
    uint256 internal constant EPOCH = 7 days;
    uint32 internal constant DISPUTE_WINDOW = 10 days;
    uint256 internal constant EPOCH_DELAY = 1 days;
    uint256 internal constant EPOCH_CLAIM_WINDOW = 30 days;
    uint256 internal constant EMISSION_CAP = 1_000_000 ether;
    uint256 public constant ACTORS = 8;
    uint256 internal constant RECOVERY_DELAY = 1 days;

    /// @dev Where no governor is deployed, this stands for it.
    address internal constant GOVERNOR = address(0x0123400);
    address internal constant OPERATOR = address(0x0123401);
    address internal constant FULFILMENT = address(0x0123403);
    address internal constant DOOR = address(0x0123404);

    IAccessManager public manager;
    IRewardTokenSurface public token;
    IMembershipSurface public members;
    IRecovery public recovery;
    IBadgesSurface public badges;
    IRoomsSurface public rooms;
    ICampaignsSurface public campaigns;
    IEventTicketsSurface public tickets;
    IRewardsStoreSurface public store;
    IPollsSurface public polls;

    address[] public actors;
    uint256[] internal _keys;
    uint256 public time = START;

    /* DEPLOYING */

    /// @dev `minter` zero means the community's own campaigns; any other may mint at will.
    function _deployCommunity(IRewardToken.TransferPolicy policy, address minter) internal {
        vm.warp(time);
        _makeActors();
        manager = IAccessManager(deploy("AccessManager.sol:AccessManager", abi.encode(address(this))));
        token = _deployToken(policy, 0, EPOCH, EMISSION_CAP);
        members = _deployMembership();
        recovery = IRecovery(
            deploy("contracts/membership/Recovery.sol:Recovery", abi.encode(manager, members, RECOVERY_DELAY))
        );
        members.wire(address(recovery));
        badges = IBadgesSurface(
            deploy("contracts/membership/Badges.sol:Badges", abi.encode(manager, members, "ipfs://badges"))
        );
        rooms = IRoomsSurface(
            deploy(
                "contracts/membership/Rooms.sol:Rooms",
                abi.encode(manager, members, badges, "ipfs://rooms")
            )
        );
        tickets = IEventTicketsSurface(
            deploy(
                "contracts/rewards/EventTickets.sol:EventTickets",
                abi.encode(manager, members, badges, "Hearth tickets", "TICKET", "ipfs://tickets")
            )
        );
        campaigns = ICampaignsSurface(
            deploy(
                "contracts/earning/Campaigns.sol:Campaigns",
                abi.encode(
                    manager,
                    Neighbours(token, members, rooms, badges, tickets),
                    EPOCH_DELAY,
                    EPOCH_CLAIM_WINDOW
                )
            )
        );
        store = IRewardsStoreSurface(
            deploy(
                "contracts/rewards/RewardsStore.sol:RewardsStore",
                abi.encode(manager, token, members, rooms, badges, tickets)
            )
        );
        polls = IPollsSurface(
            deploy("contracts/governance/Polls.sol:Polls", abi.encode(manager, members, rooms))
        );
        token.wire(
            minter == address(0) ? address(campaigns) : minter,
            address(store),
            address(members),
            _escrowHolder()
        );
        tickets.wire(address(store));
        _setRoles();
    }

    /// @dev What may hold deposits beside the store; called when all else is deployed.
    function _escrowHolder() internal virtual returns (address) {
        return GOVERNOR;
    }

    function _deployToken(
        IRewardToken.TransferPolicy policy,
        uint256 supplyCap,
        uint256 epochLength,
        uint256 emissionCap
    ) internal returns (IRewardTokenSurface) {
        return
            IRewardTokenSurface(
                deploy(
                    "contracts/token/RewardToken.sol:RewardToken",
                    abi.encode(
                        manager,
                        "Hearth token",
                        "HRTH",
                        policy,
                        supplyCap,
                        epochLength,
                        emissionCap,
                        "ipfs://token"
                    )
                )
            );
    }

    function _deployMembership() private returns (IMembershipSurface) {
        address card = deploy(
            "contracts/membership/MembershipCard.sol:MembershipCard",
            abi.encode("111111", "ffffff", "ff8800")
        );
        return
            IMembershipSurface(
                deploy(
                    "contracts/membership/Membership.sol:Membership",
                    abi.encode(
                        manager,
                        token,
                        card,
                        "Hearth membership",
                        "MEMBER",
                        IMembership.EntryPolicy.Open,
                        _tiers(),
                        "ipfs://membership"
                    )
                )
            );
    }

    /// @dev Four tiers: invite from the second, curate from the third, propose from the third.
    function _tiers() internal pure returns (IMembership.Tier[] memory tiers) {
        tiers = new IMembership.Tier[](4);
        tiers[0] = IMembership.Tier({name: "Newcomer", threshold: 0, units: 1, rights: 0});
        tiers[1] = IMembership.Tier({name: "Regular", threshold: 100 ether, units: 3, rights: 1});
        tiers[2] = IMembership.Tier({name: "Pillar", threshold: 500 ether, units: 6, rights: 7});
        tiers[3] = IMembership.Tier({name: "Keeper", threshold: 2_000 ether, units: 10, rights: 7});
    }

    /// @dev As `deploy/roles.ts` has it: what is not named here is the admin's.
    function _setRoles() private {
        bytes4[] memory earning = new bytes4[](6);
        earning[0] = ICampaigns.createCampaign.selector;
        earning[1] = ICampaigns.setCampaignBudget.selector;
        earning[2] = ICampaigns.setCampaignEnd.selector;
        earning[3] = ICampaignEpochs.cancelEpoch.selector;
        earning[4] = ICampaignRevocations.revoke.selector;
        earning[5] = ICampaignRevocations.revokeEpochClaim.selector;
        manager.setTargetFunctionRole(address(campaigns), earning, Roles.OPERATOR);
        bytes4[] memory recognising = new bytes4[](3);
        recognising[0] = IBadges.createBadge.selector;
        recognising[1] = IBadges.issue.selector;
        recognising[2] = IBadges.revoke.selector;
        manager.setTargetFunctionRole(address(badges), recognising, Roles.OPERATOR);
        bytes4[] memory housing = new bytes4[](7);
        housing[0] = IRooms.createRoom.selector;
        housing[1] = IRooms.setRoomTerms.selector;
        housing[2] = IRooms.closeRoom.selector;
        housing[3] = IRooms.setSteward.selector;
        housing[4] = IRooms.addToRoom.selector;
        housing[5] = IRooms.removeFromRoom.selector;
        housing[6] = IRooms.liftBar.selector;
        manager.setTargetFunctionRole(address(rooms), housing, Roles.OPERATOR);
        bytes4[] memory selling = new bytes4[](9);
        selling[0] = IStoreCatalogue.listReward.selector;
        selling[1] = IStoreCatalogue.setRewardPrice.selector;
        selling[2] = IStoreCatalogue.adjustRewardStock.selector;
        selling[3] = IStoreCatalogue.setRewardWindow.selector;
        selling[4] = IRewardsStore.cancelByOperator.selector;
        selling[5] = IStoreCatalogue.adjustVariantStock.selector;
        selling[6] = IStoreCatalogue.setRewardGates.selector;
        selling[7] = IStoreCatalogue.setRewardURI.selector;
        selling[8] = IStoreCatalogue.closeReward.selector;
        manager.setTargetFunctionRole(address(store), selling, Roles.OPERATOR);
        bytes4[] memory hosting = new bytes4[](4);
        hosting[0] = IEventCalendar.createEvent.selector;
        hosting[1] = IEventCalendar.setEvent.selector;
        hosting[2] = IEventCalendar.cancelEvent.selector;
        hosting[3] = IEventTickets.setContractURI.selector;
        manager.setTargetFunctionRole(address(tickets), hosting, Roles.OPERATOR);
        bytes4[] memory entering = new bytes4[](4);
        entering[0] = IMembership.setEntryPolicy.selector;
        entering[1] = IMembership.setAllowlist.selector;
        entering[2] = IMembershipCustody.suspend.selector;
        entering[3] = IMembershipCustody.reinstate.selector;
        manager.setTargetFunctionRole(address(members), entering, Roles.OPERATOR);
        bytes4[] memory asking = new bytes4[](2);
        asking[0] = IPolls.createPollByOperator.selector;
        asking[1] = IPolls.cancelPollByOperator.selector;
        manager.setTargetFunctionRole(address(polls), asking, Roles.OPERATOR);
        _setRole(address(recovery), IRecovery.approveByOperator.selector, Roles.OPERATOR);
        _setRole(address(token), IRewardToken.setContractURI.selector, Roles.OPERATOR);
        _setRole(address(campaigns), ICampaigns.award.selector, Roles.ATTESTER);
        _setRole(address(campaigns), ICampaignEpochs.publishEpoch.selector, Roles.ATTESTER);
        _setRole(address(store), IRewardsStore.fulfil.selector, Roles.FULFILMENT);
        _setRole(address(tickets), ITicketDoor.checkIn.selector, Roles.DOOR);
        _setRole(address(tickets), ITicketDoor.checkInBatch.selector, Roles.DOOR);
        manager.grantRole(Roles.OPERATOR, OPERATOR, 0);
        manager.grantRole(Roles.FULFILMENT, FULFILMENT, 0);
        manager.grantRole(Roles.DOOR, DOOR, 0);
    }

    function _setRole(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
    }

    /* BATCHES */

    /// @dev As {ICampaigns-award} takes them.
    function _pack(Award[] memory awards) internal pure returns (uint256[] memory words) {
        words = new uint256[](awards.length);
        for (uint256 i = 0; i < awards.length; ++i) words[i] = (awards[i].memberId << 96) | awards[i].amount;
    }

    /// @dev As {IRewardToken-mintBatch} takes them.
    function _packMints(
        address[] memory accounts,
        uint256[] memory amounts
    ) internal pure returns (uint256[] memory words) {
        words = new uint256[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            words[i] = uint160(accounts[i]) | (amounts[i] << 160);
        }
    }

    /// @dev Terms without room, badge or anything else that is special.
    function _plainTerms(
        ICampaigns.Kind kind,
        uint256 signatures,
        uint256 least,
        uint256 most,
        uint256 budget,
        uint256 cap,
        uint256 end
    ) internal view returns (ICampaigns.Terms memory terms) {
        terms.kind = kind;
        terms.signaturesNeeded = uint8(signatures);
        (terms.minReward, terms.maxReward) = (uint80(least), uint80(most));
        (terms.budget, terms.perMemberCap) = (uint96(budget), uint16(cap));
        (terms.start, terms.end) = (uint32(time), uint32(end));
        terms.disputeWindow = DISPUTE_WINDOW;
    }

    /* ACTORS AND TIME */

    function _makeActors() private {
        for (uint256 i = 0; i < ACTORS; ++i) {
            _keys.push(uint256(keccak256(abi.encode("hearth actor", i))));
            actors.push(vm.addr(_keys[i]));
        }
    }

    /// @dev Index of an actor that follows `seed`.
    function _pick(uint256 seed) internal pure returns (uint256) {
        return seed % ACTORS;
    }

    /// @dev Lets time pass: nothing in one case of three, else up to `most` seconds.
    function _pass(uint256 seed, uint256 most) internal {
        if (seed % 3 == 0) return;
        time += bound(seed, 1, most);
        vm.warp(time);
    }

    /// @dev Goes to a second that has not yet been.
    function _goTo(uint256 second) internal {
        assertTrue(second >= time, "time goes forward only");
        time = second;
        vm.warp(time);
    }

    function _joinAll() internal {
        for (uint256 i = 0; i < ACTORS; ++i) {
            vm.prank(actors[i]);
            members.join();
        }
    }
}
