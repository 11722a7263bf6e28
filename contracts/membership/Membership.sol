// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {Rights} from "../shared/Rights.sol";
import {Roles} from "../shared/Roles.sol";
import {SoulboundERC721} from "../shared/SoulboundERC721.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {IMembership} from "./IMembership.sol";
import {IMembershipCard} from "./IMembershipCard.sol";
import {MembershipTiers} from "./MembershipTiers.sol";

/**
 * @title Membership
 * @notice Membership of the community: one soulbound card per wallet, with a tier that follows what was earned.
 * @dev Two slots per member: one by account, read by those who act (votes, redemptions), one by number, read by those
 * who pay (campaigns). Voting lives in {MembershipVotes}, tiers in {MembershipTiers}.
 */
contract Membership is MembershipTiers, SoulboundERC721 {
    using BitMaps for BitMaps.BitMap;

    bytes4 private constant ERC4906_INTERFACE_ID = 0x49064906;
    bytes32 private constant JOIN_TYPEHASH = keccak256(
        "Join(address account,address inviter,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant INVITE_TYPEHASH = keccak256(
        "Invite(address inviter,address invitee,uint256 nonce,uint256 deadline)"
    );

    /// @notice Draws the cards.
    IMembershipCard public immutable card;

    mapping(address inviter => BitMaps.BitMap) private _spentInvites;

    /**
     * @notice Begins without members.
     * @param authority_ The community's AccessManager.
     * @param token_ The reward token.
     * @param card_ What draws the cards.
     * @param name_ Name of the membership.
     * @param symbol_ Symbol of the membership.
     * @param policy_ Who may join.
     * @param tiers_ The tiers, lowest first.
     */
    constructor(
        address authority_,
        IRewardToken token_,
        IMembershipCard card_,
        string memory name_,
        string memory symbol_,
        EntryPolicy policy_,
        Tier[] memory tiers_
    ) MembershipTiers(token_) ERC721(name_, symbol_) AccessManaged(authority_) {
        card = card_;
        _entry.policy = policy_;
        _writeTiers(tiers_);

        emit EntryPolicyUpdated(EntryPolicy.Open, policy_);
    }

    /* JOINING AND LEAVING */

    /// @inheritdoc IMembership
    function join() external returns (uint256 memberId) {
        return _joinOpen(msg.sender);
    }

    /// @inheritdoc IMembership
    function joinWithInvite(
        Invite calldata invite,
        bytes calldata inviteSignature
    ) external returns (uint256 memberId) {
        return _joinInvited(invite, inviteSignature, msg.sender);
    }

    /// @inheritdoc IMembership
    function joinFor(
        address account,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 memberId) {
        _checkJoin(account, address(0), deadline, signature);
        return _joinOpen(account);
    }

    /// @inheritdoc IMembership
    function joinWithInviteFor(
        Invite calldata invite,
        bytes calldata inviteSignature,
        address account,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 memberId) {
        _checkJoin(account, invite.inviter, deadline, signature);
        return _joinInvited(invite, inviteSignature, account);
    }

    /// @inheritdoc IMembership
    function leave() external {
        Account storage record = _accounts[msg.sender];
        if (record.status != Status.Active) revert MembershipNotMember(msg.sender);
        uint256 memberId = record.memberId;

        _undelegate(msg.sender);
        _setUnits(msg.sender, 0);
        record.status = Status.Left;
        _entry.totalMembers -= 1;
        _burn(memberId);

        emit MemberLeft(memberId, msg.sender);
    }

    /// @inheritdoc IMembership
    function revokeInvite(uint256 nonce) external {
        _spentInvites[msg.sender].set(nonce);

        emit InviteRevoked(msg.sender, nonce);
    }

    function _joinOpen(address account) private returns (uint256) {
        if (_entry.policy != EntryPolicy.Open) revert MembershipInviteRequired();
        return _join(account, 0);
    }

    function _joinInvited(
        Invite calldata invite,
        bytes calldata inviteSignature,
        address account
    ) private returns (uint256) {
        (address inviter, uint256 nonce) = (invite.inviter, invite.nonce);
        if (invite.invitee != address(0) && invite.invitee != account) {
            revert MembershipInviteNotForAccount(invite.invitee, account);
        }
        if (!hasRight(inviter, Rights.INVITE) && !_isOperator(inviter))
            revert MembershipInviterNotAllowed(inviter);
        if (_spentInvites[inviter].get(nonce)) revert MembershipInviteSpent(inviter, nonce);
        bytes32 structHash = keccak256(
            abi.encode(INVITE_TYPEHASH, inviter, invite.invitee, nonce, invite.deadline)
        );
        _checkRequest(inviter, structHash, invite.deadline, inviteSignature);

        _spentInvites[inviter].set(nonce);

        return _join(account, memberOf(inviter));
    }

    function _join(address account, uint256 inviterId) private returns (uint256 memberId) {
        Account storage record = _accounts[account];
        if (record.status == Status.Active) revert MembershipAlreadyMember(account);
        Entry memory entry = _entry;
        bool returning = record.joins != 0;
        memberId = returning ? record.memberId : ++entry.lastMemberId;

        ++entry.totalMembers;
        _entry = entry;
        if (!returning) {
            record.memberId = uint32(memberId);
            record.boundAt = uint40(block.timestamp);
            record.joinedAt = uint40(block.timestamp);
            record.inviterId = uint32(inviterId);
        }
        record.tier = 0;
        record.status = Status.Active;
        record.joins += 1;
        _members[memberId].nextTierAt = entry.secondTierAt;
        _mint(account, memberId);

        emit Locked(memberId);
        emit MemberJoined(memberId, account, record.inviterId, 0, entry.firstTierUnits);
        emit DelegateChanged(account, address(0), account);
        _setUnits(account, entry.firstTierUnits);
        // Only who has been here before can have earned.
        if (returning) _refresh(memberId);
    }

    /// @dev The inviter is signed too: whoever saw the request could otherwise put another's invitation in its place.
    function _checkJoin(
        address account,
        address inviter,
        uint256 deadline,
        bytes calldata signature
    ) private view {
        bytes32 structHash = keccak256(
            abi.encode(JOIN_TYPEHASH, account, inviter, joinsOf(account), deadline)
        );
        _checkRequest(account, structHash, deadline, signature);
    }

    /// @dev Who has the role with a delay has to schedule what they do, which a signature would pass by.
    function _isOperator(address account) private view returns (bool) {
        (bool isOperator, uint32 delay) = IAccessManager(authority()).hasRole(Roles.OPERATOR, account);
        return isOperator && delay == 0;
    }

    /// @inheritdoc IMembership
    function setEntryPolicy(EntryPolicy newPolicy) external restricted {
        EntryPolicy oldPolicy = _entry.policy;

        _entry.policy = newPolicy;

        emit EntryPolicyUpdated(oldPolicy, newPolicy);
    }

    /* READING */

    /// @inheritdoc IMembership
    function memberOf(address account) public view returns (uint256) {
        Account storage record = _accounts[account];
        return record.status == Status.Active ? record.memberId : 0;
    }

    /// @inheritdoc IMembership
    function memberAndTierOf(address account) external view returns (uint256 memberId, uint256 tier) {
        return (memberOf(account), _accounts[account].tier);
    }

    /// @inheritdoc IMembership
    function walletOf(
        uint256 memberId
    ) external view returns (address account, uint256 nextTierAt, bool active) {
        Member storage member = _members[memberId];
        return (member.account, member.nextTierAt, member.active);
    }

    /// @inheritdoc IMembership
    function walletsOf(
        uint256[] calldata memberIds
    ) external view returns (address[] memory accounts, uint256[] memory nextTierAts) {
        accounts = new address[](memberIds.length);
        nextTierAts = new uint256[](memberIds.length);
        for (uint256 i = 0; i < memberIds.length; ++i) {
            Member memory member = _members[memberIds[i]];
            if (!member.active) revert MembershipUnknownMember(memberIds[i]);
            (accounts[i], nextTierAts[i]) = (member.account, member.nextTierAt);
        }
    }

    /// @inheritdoc IMembership
    function accountOf(address account) external view returns (Account memory) {
        return _accounts[account];
    }

    /// @inheritdoc IMembership
    function joinsOf(address account) public view returns (uint256) {
        return _accounts[account].joins;
    }

    /// @inheritdoc IMembership
    function entryPolicy() external view returns (EntryPolicy) {
        return _entry.policy;
    }

    /// @inheritdoc IMembership
    function totalMembers() external view returns (uint256) {
        return _entry.totalMembers;
    }

    /// @inheritdoc IMembership
    function lastMemberId() external view returns (uint256) {
        return _entry.lastMemberId;
    }

    /// @inheritdoc ERC721
    function balanceOf(address owner) public view override(ERC721, IERC721) returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(address(0));
        return _accounts[owner].status == Status.Active ? 1 : 0;
    }

    /// @notice The membership card: JSON and picture, both in the answer itself.
    /// @param tokenId The member's number.
    /// @return The data URI.
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        address account = _requireOwned(tokenId);
        Account storage record = _accounts[account];
        IERC20Metadata metadata = IERC20Metadata(address(token));
        return
            card.tokenURI(
                IMembershipCard.Card({
                    community: name(),
                    memberId: tokenId,
                    tier: _tiers[record.tier].name,
                    tierIndex: record.tier,
                    tierCount: _tiers.length,
                    standing: token.earned(account) / 10 ** metadata.decimals(),
                    tokenSymbol: metadata.symbol(),
                    joinedAt: record.joinedAt
                })
            );
    }

    /// @inheritdoc SoulboundERC721
    function supportsInterface(
        bytes4 interfaceId
    ) public view override(SoulboundERC721, IERC165) returns (bool) {
        return
            interfaceId == type(IVotes).interfaceId ||
            interfaceId == type(IERC6372).interfaceId ||
            interfaceId == ERC4906_INTERFACE_ID ||
            super.supportsInterface(interfaceId);
    }

    /// @dev The slot by number says whose a card is.
    function _ownerOf(uint256 tokenId) internal view override returns (address) {
        Member storage member = _members[tokenId];
        return member.active ? member.account : address(0);
    }

    /// @dev Reached by minting and burning only. The account stays after leaving, so that refunds find their way.
    function _update(address to, uint256 tokenId, address) internal override returns (address from) {
        from = _ownerOf(tokenId);
        Member storage member = _members[tokenId];
        if (to != address(0)) member.account = to;
        member.active = to != address(0);
        emit Transfer(from, to, tokenId);
    }
}
