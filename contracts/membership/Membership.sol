// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IERC7572} from "../shared/IERC7572.sol";
import {SoulboundERC721} from "../shared/SoulboundERC721.sol";
import {Words} from "../shared/Words.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {IMembership} from "./IMembership.sol";
import {IMembershipCard} from "./IMembershipCard.sol";
import {MembershipCustody} from "./MembershipCustody.sol";
import {MembershipTiers} from "./MembershipTiers.sol";

/**
 * @title Membership
 * @notice Membership of the community: one soulbound card per wallet, with a tier that follows what was earned.
 * @dev Two slots per member: one by account, read by those who act (votes, redemptions), one by number, read by those
 * who pay (campaigns). Voting lives in {MembershipVotes}, tiers in {MembershipTiers}, joining and leaving in
 * {MembershipEntry}, suspension and re-binding in {MembershipCustody}. Cards are given, taken and moved by writing these
 * slots; ERC721's own books stay empty.
 */
contract Membership is MembershipCustody, SoulboundERC721, IERC7572 {
    bytes4 private constant ERC4906_INTERFACE_ID = 0x49064906;

    /// @notice Draws the cards.
    IMembershipCard public immutable card;

    string private _contractURI;

    /**
     * @notice Begins without members.
     * @param authority_ The community's AccessManager.
     * @param token_ The reward token.
     * @param card_ What draws the cards.
     * @param name_ Name of the membership.
     * @param symbol_ Symbol of the membership.
     * @param policy_ Who may join.
     * @param tiers_ The tiers, lowest first.
     * @param contractURI_ Where the membership's metadata is (ERC-7572), for good.
     */
    constructor(
        address authority_,
        IRewardToken token_,
        IMembershipCard card_,
        string memory name_,
        string memory symbol_,
        EntryPolicy policy_,
        Tier[] memory tiers_,
        string memory contractURI_
    ) MembershipTiers(token_) ERC721(name_, symbol_) AccessManaged(authority_) {
        card = card_;
        _entry.policy = policy_;
        _contractURI = contractURI_;
        _writeTiers(tiers_);

        emit EntryPolicyUpdated(EntryPolicy.Open, policy_);
    }

    /* READING */

    /// @inheritdoc IMembership
    function memberAndTierOf(address account) external view returns (uint256 memberId, uint256 tier) {
        return (memberOf(account), _accounts[account].tier);
    }

    /// @inheritdoc IMembership
    function walletOf(
        uint256 memberId
    ) external view returns (address account, uint256 nextTierAt, bool active) {
        Member storage member = _members[memberId];
        return (member.account, member.nextTierAt, member.status == Status.Active);
    }

    /// @inheritdoc IMembership
    function payeesOf(uint256[] calldata memberIds) external view returns (uint256[] memory payees) {
        payees = new uint256[](memberIds.length);
        for (uint256 i = 0; i < memberIds.length; ++i) {
            Member storage member = _members[Words.sent(memberIds, i)];
            uint256 payee;
            // The slot itself: wallet, threshold and status, lowest first. Taken apart and put together again it would
            // cost a fifth more, and everybody who is paid or let in pays that.
            assembly ("memory-safe") {
                payee := sload(member.slot)
            }
            Words.put(payees, i, payee);
        }
        Words.answer(payees);
    }

    /// @inheritdoc IMembership
    function accountOf(address account) external view returns (Account memory) {
        return _recordOf(account);
    }

    /// @inheritdoc IMembership
    function totalMembers() external view returns (uint256) {
        return _totals.totalMembers;
    }

    /// @inheritdoc IMembership
    function lastMemberId() external view returns (uint256) {
        return _totals.lastMemberId;
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc ERC721
    function balanceOf(address owner) public view override(ERC721, IERC721) returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(address(0));
        return _hasCard(_accounts[owner].status) ? 1 : 0;
    }

    /// @notice The membership card: JSON and picture, both in the answer itself.
    /// @param tokenId The member's number.
    /// @return The data URI.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        return card.cardOf(tokenId);
    }

    /// @inheritdoc SoulboundERC721
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(SoulboundERC721, IERC165) returns (bool) {
        return
            interfaceId == type(IVotes).interfaceId ||
            interfaceId == type(IERC6372).interfaceId ||
            interfaceId == ERC4906_INTERFACE_ID ||
            interfaceId == type(IERC7572).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /// @dev The slot by number says whose a card is.
    function _ownerOf(uint256 tokenId) internal view override returns (address) {
        Member storage member = _members[tokenId];
        return _hasCard(member.status) ? member.account : address(0);
    }

    function _hasCard(Status status) private pure returns (bool) {
        return status == Status.Active || status == Status.Suspended;
    }
}
