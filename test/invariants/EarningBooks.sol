// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaigns} from "../../contracts/earning/ICampaigns.sol";
import {IMembership} from "../../contracts/membership/IMembership.sol";
import {Community} from "../support/Community.sol";

/**
 * @title EarningBooks
 * @notice What campaigns should have paid, kept beside the contracts.
 */
abstract contract EarningBooks is Community {
    uint256 public constant SUBJECTS = 4;
    uint256 internal constant ATTESTERS = 3;

    /// @dev A payment that was made.
    struct Payment {
        uint256 campaignId;
        uint256 subject;
        uint256 actor;
        bool revoked;
    }

    ICampaigns.Terms[] internal _terms;
    Payment[] internal _payments;
    /// @notice What a campaign has paid an actor and not revoked.
    mapping(uint256 campaignId => mapping(uint256 actor => uint256)) public keptGhost;
    mapping(uint256 actor => uint256) public balanceGhost;
    mapping(uint256 actor => uint256) public debtGhost;
    uint256 public totalEarnedGhost;
    uint256 public totalRevokedGhost;
    mapping(uint256 campaignId => uint256) public paidTotalGhost;
    mapping(uint256 campaignId => mapping(uint256 actor => uint256)) public paidCountGhost;
    mapping(uint256 campaignId => mapping(uint256 subject => mapping(uint256 actor => bool)))
        public paidGhost;
    mapping(uint256 actor => uint256) public earnedGhost;
    mapping(uint256 actor => bool) public activeGhost;
    mapping(uint256 epoch => uint256) public mintedGhost;
    mapping(uint256 epoch => uint256) public highestCapGhost;
    uint256[] public epochs;
    uint256 public capGhost = EMISSION_CAP;
    /// @notice The campaign that was touched last.
    uint256 public touched;

    /* READING */

    function campaignGhost(uint256 campaignId) public view returns (ICampaigns.Terms memory) {
        return _terms[campaignId - 1];
    }

    function campaignsGhost() public view returns (uint256) {
        return _terms.length;
    }

    function epochCount() external view returns (uint256) {
        return epochs.length;
    }

    function tierGhost(uint256 actor) public view returns (uint256 tier) {
        IMembership.Tier[] memory list = _tiers();
        for (uint256 i = 1; i < list.length; ++i) if (earnedGhost[actor] >= list[i].threshold) tier = i;
    }

    function subjectOf(uint256 subject) public pure returns (bytes32) {
        return keccak256(abi.encode("subject", subject));
    }

    /* WRITING */

    function _notePaid(uint256 campaignId, uint256 subject, uint256 actor, uint256 amount) internal {
        paidGhost[campaignId][subject][actor] = true;
        paidTotalGhost[campaignId] += amount;
        ++paidCountGhost[campaignId][actor];
        _payments.push(Payment(campaignId, subject, actor, false));
        keptGhost[campaignId][actor] += amount;
        earnedGhost[actor] += amount;
        totalEarnedGhost += amount;
        uint256 repaid = amount < debtGhost[actor] ? amount : debtGhost[actor];
        debtGhost[actor] -= repaid;
        balanceGhost[actor] += amount - repaid;
        mintedGhost[time / EPOCH] += amount;
        touched = campaignId;
    }

    function _noteRevoked(Payment storage payment, uint256 amount) internal {
        uint256 actor = payment.actor;
        payment.revoked = true;
        keptGhost[payment.campaignId][actor] -= amount;
        earnedGhost[actor] -= amount;
        totalRevokedGhost += amount;
        uint256 burned = amount < balanceGhost[actor] ? amount : balanceGhost[actor];
        balanceGhost[actor] -= burned;
        debtGhost[actor] += amount - burned;
        touched = payment.campaignId;
    }

    function _noteEpoch() internal {
        uint256 epoch = time / EPOCH;
        if (epochs.length == 0 || epochs[epochs.length - 1] != epoch) epochs.push(epoch);
        if (capGhost > highestCapGhost[epoch]) highestCapGhost[epoch] = capGhost;
    }

    /* CHOOSING */

    /// @dev Whether a campaign can pay an actor for a subject now, as the books have it.
    function _payable(uint256 campaignId, uint256 subject, uint256 actor) internal view returns (bool) {
        ICampaigns.Terms memory terms = campaignGhost(campaignId);
        bool open = time >= terms.start && time < terms.end;
        bool withinCap = terms.perMemberCap == 0 || paidCountGhost[campaignId][actor] < terms.perMemberCap;
        bool withinBudget = terms.budget - paidTotalGhost[campaignId] >= terms.minReward;
        return
            activeGhost[actor] && open && withinCap && withinBudget && !paidGhost[campaignId][subject][actor];
    }

    /// @dev Whether a payment can be revoked now, as the books have it.
    function _revocable(Payment storage payment) internal view returns (bool) {
        ICampaigns.Terms memory terms = campaignGhost(payment.campaignId);
        bool disputed = time < uint256(terms.end) + terms.disputeWindow;
        return disputed && !payment.revoked && keptGhost[payment.campaignId][payment.actor] > 0;
    }

    function _emissionLeft() internal view returns (uint256) {
        uint256 minted = mintedGhost[time / EPOCH];
        return capGhost > minted ? capGhost - minted : 0;
    }
}
