// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRewardToken} from "../token/IRewardToken.sol";
import {IMembershipCustody} from "./IMembershipCustody.sol";

/**
 * @title IMembership
 * @notice Membership of the community: one soulbound card per wallet, with a tier that follows what was earned.
 * @dev Everything a member owns or did elsewhere is keyed by `memberId`. An id belongs to one person for ever: leaving
 * burns the card, coming back with the same wallet restores the same id, so that no limit starts anew, and a lost wallet
 * is replaced by moving the id.
 */
interface IMembership is IMembershipCustody {
    /// @notice Who may join without being let in by somebody.
    enum EntryPolicy {
        Open,
        Invite,
        Allowlist
    }

    /// @notice Where an account stands with the community.
    /// @dev `Rebound`: its membership was moved to another account, and it can never have one again.
    enum Status {
        None,
        Active,
        Left,
        Suspended,
        Rebound
    }

    /// @notice A level of membership.
    struct Tier {
        string name;
        /// Standing from which it is reached, in the reward token's smallest unit.
        uint88 threshold;
        /// Voting units of a member of this tier.
        uint32 units;
        /// Bit set of {Rights}.
        uint8 rights;
    }

    /// @notice What is kept of one account. One storage slot.
    struct Account {
        uint32 memberId;
        uint32 units;
        uint40 unitsSince;
        uint40 boundAt;
        uint40 joinedAt;
        uint32 inviterId;
        uint16 joins;
        uint8 tier;
        Status status;
        bool delegationTouched;
    }

    /// @notice An invitation, signed by an operator or by a member whose tier may invite.
    /// @dev `invitee` zero means whoever comes first with it. Warning: such a one is worth a seat to anybody who sees it.
    struct Invite {
        address inviter;
        address invitee;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice Somebody joined.
    /// @param memberId The member's number.
    /// @param account The wallet.
    /// @param inviterId Number of the member who invited them the first time, or zero.
    /// @param tier Index of the tier.
    /// @param units Voting units.
    event MemberJoined(
        uint256 indexed memberId,
        address indexed account,
        uint256 indexed inviterId,
        uint256 tier,
        uint256 units
    );

    /// @notice Somebody left.
    /// @param memberId The member's number.
    /// @param account The wallet.
    event MemberLeft(uint256 indexed memberId, address indexed account);

    /// @notice A member's tier or its voting units changed.
    /// @param memberId The member's number.
    /// @param oldTier Index of the tier until now.
    /// @param newTier Index of the tier from now on.
    /// @param units Voting units from now on.
    event MemberTierChanged(uint256 indexed memberId, uint256 oldTier, uint256 newTier, uint256 units);

    /// @notice The list of tiers was replaced.
    /// @param tiers The new list, lowest first.
    event TiersUpdated(Tier[] tiers);

    /// @notice Who may join was changed.
    /// @param oldPolicy The policy until now.
    /// @param newPolicy The policy from now on.
    event EntryPolicyUpdated(EntryPolicy oldPolicy, EntryPolicy newPolicy);

    /// @notice The list of accounts that may join was replaced.
    /// @param root Root of its Merkle tree.
    /// @param uri Where the list itself is.
    event AllowlistUpdated(bytes32 root, string uri);

    /// @notice An invitation was withdrawn by the one who gave it.
    /// @param inviter Who gave it.
    /// @param nonce Its number.
    event InviteRevoked(address indexed inviter, uint256 nonce);

    /// @notice The account is a member already.
    /// @param account The account.
    error MembershipAlreadyMember(address account);

    /// @notice The account is not a member.
    /// @param account The account.
    error MembershipNotMember(address account);

    /// @notice No member has this number.
    /// @param memberId The number.
    error MembershipUnknownMember(uint256 memberId);

    /// @notice One needs an invitation to join.
    error MembershipInviteRequired();

    /// @notice The invitation is for somebody else.
    /// @param invitee For whom it is.
    /// @param account Who came with it.
    error MembershipInviteNotForAccount(address invitee, address account);

    /// @notice The inviter is neither an operator nor a member whose tier may invite.
    /// @param inviter Who signed.
    error MembershipInviterNotAllowed(address inviter);

    /// @notice The invitation was used or withdrawn.
    /// @param inviter Who gave it.
    /// @param nonce Its number.
    error MembershipInviteSpent(address inviter, uint256 nonce);

    /// @notice Votes can only be delegated to a member.
    /// @param delegatee Who is none.
    error MembershipDelegateNotMember(address delegatee);

    /// @notice The account is not on the list of those who may join, or there is no list in force.
    /// @param account The account.
    error MembershipNotOnAllowlist(address account);

    /// @notice The root of a list can't be zero.
    error MembershipZeroRoot();

    /// @notice The list of tiers is not one: 1 to 16 named tiers, never fewer than before, the first at zero, thresholds
    /// rising, units not falling.
    /// @param index The tier at fault.
    error MembershipInvalidTiers(uint256 index);

    /// @notice Joins the community, where entry is open.
    /// @dev Votes count at once, without a delegation.
    /// @return memberId The member's number.
    function join() external returns (uint256 memberId);

    /// @notice Joins the community with an invitation.
    /// @param invite The invitation.
    /// @param inviteSignature The inviter's signature of it.
    /// @return memberId The member's number.
    function joinWithInvite(
        Invite calldata invite,
        bytes calldata inviteSignature
    ) external returns (uint256 memberId);

    /// @notice Lets an account join that has signed that it wants to. Anybody may submit it.
    /// @dev The nonce of the signed request is {joinsOf}: a request can't bring somebody back who has left since.
    /// @param account Who joins.
    /// @param deadline Last second in which the request holds.
    /// @param signature The account's EIP-712 signature of `Join`, with the zero address as inviter.
    /// @return memberId The member's number.
    function joinFor(
        address account,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 memberId);

    /// @notice Lets an account join with an invitation. Anybody may submit it.
    /// @dev The request holds with that inviter's invitations alone. Its nonce is that of {joinFor}.
    /// @param invite The invitation.
    /// @param inviteSignature The inviter's signature of it.
    /// @param account Who joins.
    /// @param deadline Last second in which the request holds.
    /// @param signature The account's EIP-712 signature of `Join`, with the invitation's inviter.
    /// @return memberId The member's number.
    function joinWithInviteFor(
        Invite calldata invite,
        bytes calldata inviteSignature,
        address account,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 memberId);

    /// @notice Joins the community, where the account is on the list of those who may.
    /// @param proof The account's Merkle proof.
    /// @return memberId The member's number.
    function joinWithProof(bytes32[] calldata proof) external returns (uint256 memberId);

    /// @notice Lets an account join that is on the list. Anybody may submit it.
    /// @dev The request is that of {joinFor}, with the same nonce.
    /// @param account Who joins.
    /// @param proof The account's Merkle proof.
    /// @param deadline Last second in which the request holds.
    /// @param signature The account's EIP-712 signature of `Join`, with the zero address as inviter.
    /// @return memberId The member's number.
    function joinWithProofFor(
        address account,
        bytes32[] calldata proof,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 memberId);

    /// @notice Leaves the community. Card and vote go; what was earned stays in the wallet.
    /// @dev Coming back restores the same number, and with it every limit already used.
    function leave() external;

    /// @notice Lets an account leave that has signed that it wants to. Anybody may submit it.
    /// @dev The nonce of the signed request is {joinsOf}: a request can't end a membership that began after it.
    /// @param account Who leaves.
    /// @param deadline Last second in which the request holds.
    /// @param signature The account's EIP-712 signature of `Leave`.
    function leaveFor(address account, uint256 deadline, bytes calldata signature) external;

    /// @notice Withdraws an invitation that the caller has given.
    /// @param nonce Number of the invitation.
    function revokeInvite(uint256 nonce) external;

    /// @notice Withdraws an invitation for the one who has given it. Anybody may submit it.
    /// @param inviter Who gave the invitation.
    /// @param nonce Number of the invitation.
    /// @param deadline Last second in which the request holds.
    /// @param signature The inviter's EIP-712 signature of `RevokeInvite`.
    function revokeInviteFor(
        address inviter,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Lets a member's units be voted with by another, for an account that has signed that it wants to. Anybody
    /// may submit it.
    /// @dev Beside ERC-5805's `delegateBySig` for accounts that are contracts. It names the account, so that it is not
    /// good for another wallet of the same owner.
    /// @param account Who delegates.
    /// @param delegatee Who votes.
    /// @param nonce The account's next nonce, keyed or not; the one of `delegateBySig`.
    /// @param deadline Last second in which the request holds.
    /// @param signature The account's EIP-712 signature of `Delegate`.
    function delegateFor(
        address account,
        address delegatee,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Brings a member's tier and votes in line with what was earned, and ends a suspension whose time is over.
    /// Anybody may call it.
    /// @param memberId The member's number.
    function refresh(uint256 memberId) external;

    /// @notice Replaces the list of tiers.
    /// @dev Members keep tier and units until {refresh} is called for them.
    /// @param newTiers The new list, lowest first.
    function setTiers(Tier[] calldata newTiers) external;

    /// @notice Changes who may join.
    /// @param newPolicy The new policy.
    function setEntryPolicy(EntryPolicy newPolicy) external;

    /// @notice Replaces the list of accounts that may join where entry is by list.
    /// @dev Leaves are those of OpenZeppelin's StandardMerkleTree over `["address"]`.
    /// @param root Root of its Merkle tree.
    /// @param uri Where the list itself is, for those who need a proof.
    function setAllowlist(bytes32 root, string calldata uri) external;

    /// @notice Number of the member behind an account; zero for none, or one who is suspended.
    /// @param account The account.
    /// @return memberId The number.
    function memberOf(address account) external view returns (uint256 memberId);

    /// @notice Number and tier of the member behind an account.
    /// @dev What stores and polls read: one slot.
    /// @param account The account.
    /// @return memberId The number; zero for none.
    /// @return tier Index of the tier.
    function memberAndTierOf(address account) external view returns (uint256 memberId, uint256 tier);

    /// @notice Wallet of a member, kept after leaving so that refunds find their way.
    /// @param memberId The member's number.
    /// @return account The wallet.
    /// @return nextTierAt Standing at which the next tier is reached; the largest number at the top.
    /// @return active Whether the member has neither left nor is suspended.
    function walletOf(
        uint256 memberId
    ) external view returns (address account, uint256 nextTierAt, bool active);

    /// @notice {walletOf} for many members at once, packed for those who pay in batches.
    /// @param memberIds The members' numbers.
    /// @return payees A word for each: the wallet in the lower 160 bits, above it 88 bits with the standing at which the
    /// next tier is reached, above that the member's {Status}.
    function payeesOf(uint256[] calldata memberIds) external view returns (uint256[] memory payees);

    /// @notice The member's number and own voting units at a past second, whoever votes with them.
    /// @dev For polls, where nobody votes for another.
    /// @param account The account as it is now.
    /// @param timepoint The second asked about; must be past.
    /// @return memberId The number; zero for none.
    /// @return units The units.
    function unitsAt(
        address account,
        uint256 timepoint
    ) external view returns (uint256 memberId, uint256 units);

    /// @notice Whether an account's tier gives a right.
    /// @param account The account.
    /// @param right One of {Rights}.
    /// @return Whether it does; false for those who are no members.
    function hasRight(address account, uint8 right) external view returns (bool);

    /// @notice Everything that is kept of an account.
    /// @param account The account.
    /// @return What is kept.
    function accountOf(address account) external view returns (Account memory);

    /// @notice How often an account has joined.
    /// @param account The account.
    /// @return The number, which is also the nonce of its next signed request to join.
    function joinsOf(address account) external view returns (uint256);

    /// @notice Root of the list of accounts that may join.
    /// @return The root; zero where there is no list.
    function allowlistRoot() external view returns (bytes32);

    /// @notice The reward token, whose standing sets the tiers.
    /// @return The token.
    function token() external view returns (IRewardToken);

    /// @notice The tiers, lowest first.
    /// @return The list.
    function tiers() external view returns (Tier[] memory);

    /// @notice Who may join.
    /// @return The policy.
    function entryPolicy() external view returns (EntryPolicy);

    /// @notice How many members there are now, suspended ones among them.
    /// @return The number.
    function totalMembers() external view returns (uint256);

    /// @notice The highest number ever given to a member.
    /// @return The number.
    function lastMemberId() external view returns (uint256);
}
