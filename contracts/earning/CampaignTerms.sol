// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IBadges} from "../membership/IBadges.sol";
import {IMembership} from "../membership/IMembership.sol";
import {IRooms} from "../membership/IRooms.sol";
import {IEventTickets} from "../rewards/IEventTickets.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {ICampaigns} from "./ICampaigns.sol";

/// @notice The contracts that campaigns work with.
struct Neighbours {
    /// The token that is paid.
    IRewardToken token;
    /// The membership that is paid to.
    IMembership membership;
    /// The rooms whose members a campaign may pay alone.
    IRooms rooms;
    /// The badges that a campaign may give.
    IBadges badges;
    /// The tickets that show attendance.
    IEventTickets tickets;
}

/**
 * @title CampaignTerms
 * @notice Starts campaigns and changes what may change of their terms.
 */
abstract contract CampaignTerms is ICampaigns, AccessManaged {
    /// @notice The token that is paid.
    IRewardToken public immutable token;
    /// @notice The membership that is paid to.
    IMembership public immutable membership;
    /// @notice The rooms whose members a campaign may pay alone.
    IRooms public immutable rooms;
    /// @notice The badges that a campaign may give.
    IBadges public immutable badges;
    /// @notice The tickets that show attendance.
    IEventTickets public immutable tickets;

    /// @inheritdoc ICampaigns
    uint256 public campaignCount;
    mapping(uint256 campaignId => Campaign) internal _campaigns;
    mapping(uint256 campaignId => string) private _uris;

    /// @notice Begins without campaigns.
    /// @param neighbours The contracts that campaigns work with.
    constructor(Neighbours memory neighbours) {
        token = neighbours.token;
        membership = neighbours.membership;
        rooms = neighbours.rooms;
        badges = neighbours.badges;
        tickets = neighbours.tickets;
    }

    /* SETTING UP */

    /// @inheritdoc ICampaigns
    function createCampaign(
        Terms calldata terms,
        string calldata uri
    ) external restricted returns (uint256 campaignId) {
        if (!_makeSense(terms)) revert CampaignsInvalidTerms();
        // An issue to nobody fails unless this contract is the badge's issuer, without which nothing could be paid.
        if (terms.badgeId != 0) badges.issue(terms.badgeId, new uint256[](0));

        campaignId = ++campaignCount;
        _campaigns[campaignId] = Campaign({
            minReward: terms.minReward,
            maxReward: terms.maxReward,
            start: terms.start,
            end: terms.end,
            perMemberCap: terms.perMemberCap,
            kind: terms.kind,
            signaturesNeeded: terms.signaturesNeeded,
            budget: terms.budget,
            paid: 0,
            roomId: terms.roomId,
            badgeId: terms.badgeId,
            eventId: terms.eventId,
            disputeWindow: terms.disputeWindow,
            referralStanding: terms.referralStanding
        });
        _uris[campaignId] = uri;

        emit CampaignCreated(campaignId, terms.kind, terms, uri);
    }

    /// @inheritdoc ICampaigns
    function setCampaignBudget(uint256 campaignId, uint96 newBudget) external restricted {
        Campaign storage stored = _existing(campaignId);
        uint256 oldBudget = stored.budget;
        if (newBudget < stored.paid) revert CampaignsBudgetBelowPaid(newBudget, stored.paid);

        stored.budget = newBudget;

        emit CampaignBudgetUpdated(campaignId, oldBudget, newBudget);
    }

    /// @inheritdoc ICampaigns
    function setCampaignEnd(uint256 campaignId, uint32 newEnd) external restricted {
        Campaign storage stored = _existing(campaignId);
        uint256 oldEnd = stored.end;
        // Otherwise a late end would open payments to dispute again that members count on.
        if (block.timestamp >= oldEnd + stored.disputeWindow) revert CampaignsSettled(campaignId);

        stored.end = newEnd;

        emit CampaignEndUpdated(campaignId, oldEnd, newEnd);
    }

    /* READING */

    /// @inheritdoc ICampaigns
    function campaign(uint256 campaignId) external view returns (Campaign memory) {
        return _existing(campaignId);
    }

    /// @inheritdoc ICampaigns
    function campaignURI(uint256 campaignId) external view returns (string memory) {
        _existing(campaignId);
        return _uris[campaignId];
    }

    function _existing(uint256 campaignId) internal view returns (Campaign storage stored) {
        stored = _campaigns[campaignId];
        if (stored.maxReward == 0) revert CampaignsUnknownCampaign(campaignId);
    }

    /// @dev The campaign, if it pays now. Solidity copies a struct slot by slot, so the terms that no payment needs
    /// are left out: see {_payableTerms}.
    function _open(uint256 campaignId) internal view returns (Campaign memory terms) {
        terms = _payableTerms(_campaigns[campaignId]);
        if (terms.maxReward == 0) revert CampaignsUnknownCampaign(campaignId);
        if (block.timestamp < terms.start || block.timestamp >= terms.end) {
            revert CampaignsNotOpen(campaignId, terms.start, terms.end);
        }
    }

    /// @dev The first two slots of a campaign; the third stays zero.
    function _payableTerms(Campaign storage stored) private view returns (Campaign memory terms) {
        terms.minReward = stored.minReward;
        terms.maxReward = stored.maxReward;
        terms.start = stored.start;
        terms.end = stored.end;
        terms.perMemberCap = stored.perMemberCap;
        terms.kind = stored.kind;
        terms.signaturesNeeded = stored.signaturesNeeded;
        terms.budget = stored.budget;
        terms.paid = stored.paid;
        terms.roomId = stored.roomId;
        terms.badgeId = stored.badgeId;
    }

    function _makeSense(Terms calldata terms) private view returns (bool) {
        bool consistent =
            terms.minReward > 0 &&
                terms.minReward <= terms.maxReward &&
                terms.maxReward <= terms.budget &&
                terms.start < terms.end &&
                (terms.roomId == 0 || terms.roomId <= rooms.roomCount());
        if (!consistent) return false;
        // Where nobody signs, the chain must show the contribution, and the terms what it is worth.
        bool shown =
            terms.kind == Kind.Attendance || (terms.kind == Kind.Referral && terms.referralStanding > 0);
        if (terms.signaturesNeeded == 0) return shown && terms.minReward == terms.maxReward;
        return terms.eventId == 0 && terms.referralStanding == 0;
    }
}
