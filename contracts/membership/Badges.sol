// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {SoulboundERC1155} from "../shared/SoulboundERC1155.sol";
import {IBadges} from "./IBadges.sol";
import {IMembership} from "./IMembership.sol";

/**
 * @title Badges
 * @notice Recognition that stays with the member: roles, achievements, attendance, credit for what was made together.
 * @dev Who has a badge is a bitmap by `memberId`, so giving it to one more member seldom writes a fresh slot.
 */
contract Badges is IBadges, SoulboundERC1155, SignedRequests {
    using BitMaps for BitMaps.BitMap;

    uint256 private constant REASON_LIMIT = 1_024;
    bytes32 private constant RENOUNCE_TYPEHASH = keccak256(
        "BadgeRenounce(address account,uint256 badgeId,uint256 nonce,uint256 deadline)"
    );

    /// @inheritdoc IBadges
    uint256 public badgeCount;
    mapping(uint256 badgeId => Badge) private _badges;
    mapping(uint256 badgeId => BitMaps.BitMap) private _holders;

    /**
     * @notice Begins without badges.
     * @param authority_ The community's AccessManager.
     * @param membership_ The community's membership.
     * @param contractURI_ Where the metadata of the contract is (ERC-7572).
     */
    constructor(
        address authority_,
        IMembership membership_,
        string memory contractURI_
    ) SoulboundERC1155(authority_, membership_, contractURI_) {}

    /* SETTING UP */

    /// @inheritdoc IBadges
    function createBadge(
        BadgeTerms calldata terms,
        string calldata badgeURI
    ) external restricted returns (uint256 badgeId) {
        _checkIssuer(terms.issuer);

        badgeId = ++badgeCount;
        Badge storage badge = _badges[badgeId];
        badge.kind = terms.kind;
        badge.revocable = terms.revocable;
        badge.issuer = terms.issuer;

        emit BadgeCreated(badgeId, terms, badgeURI);
        emit Locked(badgeId);
        _setURI(badgeId, badgeURI);
    }

    /// @inheritdoc IBadges
    function setBadgeURI(uint256 badgeId, string calldata badgeURI) external restricted {
        _requireExists(badgeId);
        _setURI(badgeId, badgeURI);
    }

    /// @inheritdoc IBadges
    function setBadgeIssuer(uint256 badgeId, address newIssuer) external restricted {
        _requireExists(badgeId);
        _checkIssuer(newIssuer);
        address oldIssuer = _badges[badgeId].issuer;

        _badges[badgeId].issuer = newIssuer;

        emit BadgeIssuerUpdated(badgeId, oldIssuer, newIssuer);
    }

    /* GIVING AND TAKING */

    /// @inheritdoc IBadges
    function issue(uint256 badgeId, uint256[] calldata memberIds) external {
        Badge memory badge = _badges[badgeId];
        if (msg.sender != badge.issuer) _checkCanCall(msg.sender, msg.data);
        _requireExists(badgeId);

        uint256 issued = 0;
        for (uint256 i = 0; i < memberIds.length; ++i) {
            if (_issue(badgeId, memberIds[i])) ++issued;
        }
        if (issued != 0) _badges[badgeId].supply = uint32(badge.supply + issued);
    }

    /// @inheritdoc IBadges
    function revoke(uint256 badgeId, uint256 memberId, string calldata reason) external restricted {
        _requireExists(badgeId);
        if (!_badges[badgeId].revocable) revert BadgesNotRevocable(badgeId);
        if (bytes(reason).length > REASON_LIMIT) {
            revert BadgesReasonTooLong(bytes(reason).length, REASON_LIMIT);
        }

        (address account, , ) = membership.walletOf(memberId);
        _take(badgeId, memberId, account);

        emit BadgeRevoked(badgeId, memberId, reason);
    }

    /// @inheritdoc IBadges
    function renounce(uint256 badgeId) external {
        _renounce(msg.sender, badgeId);
    }

    /// @inheritdoc IBadges
    function renounceFor(BadgeRenounce calldata request, bytes calldata signature) external {
        // All members are static, so encoding the struct encodes them one after another, as EIP-712 wants.
        bytes32 structHash = keccak256(abi.encode(RENOUNCE_TYPEHASH, request));
        _checkRequest(request.account, structHash, request.deadline, signature);
        _useCheckedNonce(request.account, request.nonce);

        _renounce(request.account, request.badgeId);
    }

    /// @dev False where the member has it already.
    function _issue(uint256 badgeId, uint256 memberId) private returns (bool) {
        if (_holders[badgeId].get(memberId)) return false;
        (address account, , ) = membership.walletOf(memberId);
        if (account == address(0)) revert BadgesUnknownMember(memberId);

        _holders[badgeId].set(memberId);

        emit TransferSingle(msg.sender, address(0), account, badgeId, 1);
        emit BadgeIssued(badgeId, memberId);
        return true;
    }

    function _renounce(address account, uint256 badgeId) private {
        uint256 memberId = membership.memberOf(account);
        if (memberId == 0) revert BadgesNotMember(account);

        _take(badgeId, memberId, account);

        emit BadgeRenounced(badgeId, memberId);
    }

    function _take(uint256 badgeId, uint256 memberId, address account) private {
        if (!_holders[badgeId].get(memberId)) revert BadgesNotHeld(badgeId, memberId);

        _holders[badgeId].unset(memberId);
        --_badges[badgeId].supply;

        emit TransferSingle(msg.sender, account, address(0), badgeId, 1);
    }

    /// @dev No check can tell a good issuer from a bad one; this one finds a wallet given by mistake.
    function _checkIssuer(address issuer) private view {
        if (issuer != address(0) && issuer.code.length == 0) revert BadgesIssuerNotContract(issuer);
    }

    /* READING */

    /// @inheritdoc IBadges
    function hasBadge(uint256 badgeId, uint256 memberId) external view returns (bool) {
        return _has(badgeId, memberId);
    }

    /// @inheritdoc IBadges
    function badgeOf(uint256 badgeId) external view returns (Badge memory) {
        _requireExists(badgeId);
        return _badges[badgeId];
    }

    /// @inheritdoc IBadges
    function supplyOf(uint256 badgeId) external view returns (uint256) {
        _requireExists(badgeId);
        return _badges[badgeId].supply;
    }

    function _has(uint256 badgeId, uint256 memberId) internal view override returns (bool) {
        return _holders[badgeId].get(memberId);
    }

    function _requireExists(uint256 badgeId) internal view override {
        if (badgeId == 0 || badgeId > badgeCount) revert BadgesUnknownBadge(badgeId);
    }
}
