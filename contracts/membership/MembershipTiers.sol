// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {IMembership} from "./IMembership.sol";
import {MembershipVotes} from "./MembershipVotes.sol";

/**
 * @title MembershipTiers
 * @notice Tiers of members: they follow what was earned, and give units and rights.
 * @dev A member's slot by number says from which standing on the next tier is reached, so that whoever pays the member
 * knows without asking when {refresh} is due.
 */
abstract contract MembershipTiers is MembershipVotes, AccessManaged, IERC4906 {
    /// @dev What every joining reads. One storage slot.
    struct Entry {
        uint32 firstTierUnits;
        uint88 secondTierAt;
        EntryPolicy policy;
    }

    uint256 private constant MAX_TIERS = 16;

    /// @inheritdoc IMembership
    IRewardToken public immutable token;

    Entry internal _entry;
    Tier[] internal _tiers;

    /// @notice Ties tiers to the token that is earned.
    /// @param token_ The reward token.
    constructor(IRewardToken token_) {
        token = token_;
    }

    /// @inheritdoc IMembership
    function setTiers(Tier[] calldata newTiers) external restricted {
        // Members keep the index of their tier, so an index once given must go on meaning something.
        if (newTiers.length < _tiers.length) revert MembershipInvalidTiers(newTiers.length);
        delete _tiers;
        _writeTiers(newTiers);
    }

    /// @dev Gives a member the tier its standing reaches, and the tier's units.
    function _followStanding(uint256 memberId) internal {
        Member storage member = _members[memberId];
        address account = member.account;
        Account memory record = _recordOf(account);
        uint256 standing = token.earned(account);
        uint256 newTier = _tiers.length - 1;
        while (_tiers[newTier].threshold > standing) --newTier;
        uint256 oldTier = record.tier;
        uint256 newUnits = _tiers[newTier].units;

        member.nextTierAt = _nextTierAt(newTier);
        if (newTier == oldTier && newUnits == record.units) return;
        emit MemberTierChanged(memberId, oldTier, newTier, newUnits);
        emit MetadataUpdate(memberId);
        record.tier = uint8(newTier);
        _write(account, record, _totalsNow(), newUnits);
    }

    function _writeTiers(Tier[] memory newTiers) internal {
        if (newTiers.length == 0 || newTiers.length > MAX_TIERS)
            revert MembershipInvalidTiers(newTiers.length);
        for (uint256 i = 0; i < newTiers.length; ++i) {
            bool valid =
                i == 0
                    ? newTiers[0].threshold == 0 && newTiers[0].units > 0
                    : newTiers[i].threshold > newTiers[i - 1].threshold &&
                        newTiers[i].units >= newTiers[i - 1].units;
            if (!valid || bytes(newTiers[i].name).length == 0) revert MembershipInvalidTiers(i);
            _tiers.push(newTiers[i]);
        }
        _entry.firstTierUnits = newTiers[0].units;
        _entry.secondTierAt = _nextTierAt(0);

        emit TiersUpdated(newTiers);
        if (_totals.lastMemberId != 0) emit BatchMetadataUpdate(1, _totals.lastMemberId);
    }

    function _nextTierAt(uint256 tier) private view returns (uint88) {
        return tier + 1 < _tiers.length ? _tiers[tier + 1].threshold : type(uint88).max;
    }

    /// @inheritdoc IMembership
    function hasRight(address account, uint8 right) public view returns (bool) {
        Account storage record = _accounts[account];
        return record.status == Status.Active && _tiers[record.tier].rights & right != 0;
    }

    /// @inheritdoc IMembership
    function tiers() external view returns (Tier[] memory) {
        return _tiers;
    }
}
