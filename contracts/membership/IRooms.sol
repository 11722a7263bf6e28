// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IRooms
 * @notice Rooms: small communities inside the community, with an entry rule and stewards of their own.
 * @dev A room is also a soulbound ERC-1155 id, so what reads ERC-1155 balances can open doors elsewhere to those who
 * are in it. Places belong to a `memberId`; see {SoulboundERC1155} for what follows from that.
 */
interface IRooms {
    /// @notice Who may come in.
    enum Entry {
        /// Every member.
        Open,
        /// Members of a tier and those above it.
        Tier,
        /// Members who have a badge.
        Badge,
        /// Members whom a steward has invited or added.
        Invite
    }

    /// @notice Whether a room can be joined.
    enum RoomStatus {
        None,
        Open,
        Closed
    }

    /// @notice What is said of a room.
    struct RoomTerms {
        Entry entry;
        /// Index of the lowest tier that may come in. Zero unless the rule is a tier.
        uint8 minTier;
        /// The badge one needs. Zero unless the rule is a badge.
        uint32 badgeId;
        /// The most members there may be; zero for no limit.
        uint32 capacity;
    }

    /// @notice A room as it stands. One storage slot.
    struct Room {
        RoomStatus status;
        Entry entry;
        uint8 minTier;
        uint32 badgeId;
        uint32 capacity;
        /// Members in the room, also those who have left the community or are suspended.
        uint32 members;
    }

    /// @notice A steward's signed invitation to a room.
    /// @dev `memberId` zero means whichever member comes first with it.
    struct RoomInvite {
        address steward;
        uint256 roomId;
        uint256 memberId;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A member's signed wish to join a room.
    struct RoomJoin {
        address account;
        uint256 roomId;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A member's signed wish to leave a room.
    struct RoomLeave {
        address account;
        uint256 roomId;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A steward's signed wish to remove a member, or to bar one.
    struct RoomRemoval {
        address steward;
        uint256 roomId;
        uint256 memberId;
        uint256 barredUntil;
        string reason;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A steward's signed wish to let a barred member come back.
    struct RoomBarLift {
        address steward;
        uint256 roomId;
        uint256 memberId;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A steward's signed wish to change where the name and picture of a room are.
    struct RoomDescription {
        address steward;
        uint256 roomId;
        string roomURI;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A room was opened.
    /// @param roomId Its number.
    /// @param terms What was said of it.
    /// @param roomURI Where its name and picture are.
    event RoomCreated(uint256 indexed roomId, RoomTerms terms, string roomURI);

    /// @notice What is said of a room was changed.
    /// @param roomId The room.
    /// @param terms What is said of it from now on.
    event RoomTermsUpdated(uint256 indexed roomId, RoomTerms terms);

    /// @notice A room was closed: nobody joins it any more.
    /// @param roomId The room.
    event RoomClosed(uint256 indexed roomId);

    /// @notice A member was made a steward of a room, or is none any more.
    /// @param roomId The room.
    /// @param memberId The member.
    /// @param appointed Whether the member is a steward from now on.
    event StewardUpdated(uint256 indexed roomId, uint256 indexed memberId, bool appointed);

    /// @notice A member came into a room.
    /// @param roomId The room.
    /// @param memberId The member.
    /// @param stewardId The steward who let them in; zero where the rule did, or an operator.
    event RoomJoined(uint256 indexed roomId, uint256 indexed memberId, uint256 stewardId);

    /// @notice A member left a room.
    /// @param roomId The room.
    /// @param memberId The member.
    event RoomLeft(uint256 indexed roomId, uint256 indexed memberId);

    /// @notice A member was removed from a room, or barred from it while outside.
    /// @param roomId The room.
    /// @param memberId The member.
    /// @param stewardId The steward who did it; zero for an operator.
    /// @param barredUntil From which second on the member may come back; zero for at once.
    /// @param reason Why.
    event RoomMemberRemoved(
        uint256 indexed roomId,
        uint256 indexed memberId,
        uint256 stewardId,
        uint256 barredUntil,
        string reason
    );

    /// @notice A member may come back to a room sooner than was said.
    /// @param roomId The room.
    /// @param memberId The member.
    event RoomBarLifted(uint256 indexed roomId, uint256 indexed memberId);

    /// @notice An invitation was withdrawn by the steward who gave it.
    /// @param steward Who gave it.
    /// @param nonce Its number.
    event RoomInviteRevoked(address indexed steward, uint256 nonce);

    /// @notice There is no such room.
    /// @param roomId The number.
    error RoomsUnknownRoom(uint256 roomId);

    /// @notice What is said of the room does not fit: a tier or badge that does not exist, or that the rule does not
    /// ask for.
    error RoomsInvalidTerms();

    /// @notice The room is closed.
    /// @param roomId The room.
    error RoomsClosed(uint256 roomId);

    /// @notice The room is full.
    /// @param roomId The room.
    /// @param capacity The most members there may be.
    error RoomsFull(uint256 roomId, uint256 capacity);

    /// @notice The account is not a member of the community.
    /// @param account The account.
    error RoomsNotMember(address account);

    /// @notice No active member has this number.
    /// @param memberId The number.
    error RoomsUnknownMember(uint256 memberId);

    /// @notice The member is in the room already.
    /// @param roomId The room.
    /// @param memberId The member.
    error RoomsAlreadyInRoom(uint256 roomId, uint256 memberId);

    /// @notice The member is not in the room.
    /// @param roomId The room.
    /// @param memberId The member.
    error RoomsNotInRoom(uint256 roomId, uint256 memberId);

    /// @notice The member's tier is too low for the room.
    /// @param roomId The room.
    /// @param tier The member's tier.
    /// @param minTier The lowest that may come in.
    error RoomsTierTooLow(uint256 roomId, uint256 tier, uint256 minTier);

    /// @notice One needs a badge to come in.
    /// @param roomId The room.
    /// @param badgeId The badge.
    error RoomsBadgeRequired(uint256 roomId, uint256 badgeId);

    /// @notice One needs an invitation to come in.
    /// @param roomId The room.
    error RoomsInviteRequired(uint256 roomId);

    /// @notice Nobody is invited to this room: its rule is another.
    /// @param roomId The room.
    error RoomsNotByInvite(uint256 roomId);

    /// @notice The invitation is to another room than the one asked for.
    /// @param inviteRoomId The room of the invitation.
    /// @param roomId The room asked for.
    error RoomsInviteToOtherRoom(uint256 inviteRoomId, uint256 roomId);

    /// @notice The invitation is for another member.
    /// @param inviteeId For whom it is.
    /// @param memberId Who came with it.
    error RoomsInviteNotForMember(uint256 inviteeId, uint256 memberId);

    /// @notice Who signed is not a steward of the room.
    /// @param roomId The room.
    /// @param account Who signed.
    error RoomsNotSteward(uint256 roomId, address account);

    /// @notice The invitation was used or withdrawn.
    /// @param steward Who gave it.
    /// @param nonce Its number.
    error RoomsInviteSpent(address steward, uint256 nonce);

    /// @notice The member is barred from the room.
    /// @param roomId The room.
    /// @param memberId The member.
    /// @param until From which second on the member may come back.
    error RoomsBarred(uint256 roomId, uint256 memberId, uint256 until);

    /// @notice The member is not barred from the room.
    /// @param roomId The room.
    /// @param memberId The member.
    error RoomsNotBarred(uint256 roomId, uint256 memberId);

    /// @notice The end of the bar is past, or later than can be kept.
    /// @param barredUntil What was asked for.
    error RoomsInvalidBar(uint256 barredUntil);

    /// @notice A steward can't remove or bar another; an operator can.
    /// @param roomId The room.
    /// @param memberId The steward.
    error RoomsStewardProtected(uint256 roomId, uint256 memberId);

    /// @notice The reason is too long.
    /// @param length Its length in bytes.
    /// @param limit The most there may be.
    error RoomsReasonTooLong(uint256 length, uint256 limit);

    /// @notice Opens a room.
    /// @param terms What is to be said of it.
    /// @param roomURI Where its name and picture are.
    /// @return roomId Its number.
    function createRoom(RoomTerms calldata terms, string calldata roomURI) external returns (uint256 roomId);

    /// @notice Changes what is said of a room. Who is in stays in.
    /// @param roomId The room.
    /// @param terms What is to be said of it.
    function setRoomTerms(uint256 roomId, RoomTerms calldata terms) external;

    /// @notice Closes a room. Nobody joins it any more; who is in stays until leaving.
    /// @dev Warning: it can't be opened again.
    /// @param roomId The room.
    function closeRoom(uint256 roomId) external;

    /// @notice Makes a member a steward of a room, or takes that back.
    /// @dev A steward may come into the room whatever its rule, and is one no more after leaving it.
    /// @param roomId The room.
    /// @param memberId The member.
    /// @param appointed Whether the member is to be a steward.
    function setSteward(uint256 roomId, uint256 memberId, bool appointed) external;

    /// @notice Changes where the name and picture of a room are: by a steward of it or an operator.
    /// @param roomId The room.
    /// @param roomURI The new address.
    function setRoomURI(uint256 roomId, string calldata roomURI) external;

    /// @notice Changes where the name and picture of a room are, as a steward has signed. Anybody may submit it.
    /// @param request What the steward signed.
    /// @param signature The steward's EIP-712 signature of `RoomDescription`.
    function setRoomURIFor(RoomDescription calldata request, bytes calldata signature) external;

    /// @notice Lets members into a room that one is invited to: by a steward of it or an operator.
    /// @dev Who is in already is passed over. Its signed form is the invitation.
    /// @param roomId The room.
    /// @param memberIds The members.
    function addToRoom(uint256 roomId, uint256[] calldata memberIds) external;

    /// @notice Removes a member from a room, and bars them if so wished: by a steward of it or an operator.
    /// @dev Who is not in it can be barred all the same, so that nobody escapes a bar by leaving first.
    /// @param roomId The room.
    /// @param memberId The member.
    /// @param barredUntil From which second on the member may come back: zero for at once, {FOR_GOOD} for never.
    /// @param reason Why, for everybody to read: at most 1,024 bytes.
    function removeFromRoom(
        uint256 roomId,
        uint256 memberId,
        uint256 barredUntil,
        string calldata reason
    ) external;

    /// @notice Removes or bars a member as a steward has signed. Anybody may submit it.
    /// @param request What the steward signed.
    /// @param signature The steward's EIP-712 signature of `RoomRemoval`.
    function removeFromRoomFor(RoomRemoval calldata request, bytes calldata signature) external;

    /// @notice Lets a barred member come back: by a steward of the room or an operator.
    /// @param roomId The room.
    /// @param memberId The member.
    function liftBar(uint256 roomId, uint256 memberId) external;

    /// @notice Lets a barred member come back, as a steward has signed. Anybody may submit it.
    /// @param request What the steward signed.
    /// @param signature The steward's EIP-712 signature of `RoomBarLift`.
    function liftBarFor(RoomBarLift calldata request, bytes calldata signature) external;

    /// @notice Joins a room whose rule the caller meets.
    /// @param roomId The room.
    function joinRoom(uint256 roomId) external;

    /// @notice Joins a room for a member who has signed that it wants to. Anybody may submit it.
    /// @param request What the member signed.
    /// @param signature The member's EIP-712 signature of `RoomJoin`.
    function joinRoomFor(RoomJoin calldata request, bytes calldata signature) external;

    /// @notice Joins a room with a steward's invitation.
    /// @param invite The invitation.
    /// @param inviteSignature The steward's EIP-712 signature of `RoomInvite`.
    function joinRoomWithInvite(RoomInvite calldata invite, bytes calldata inviteSignature) external;

    /// @notice Joins a room with an invitation for a member who has signed that it wants to. Anybody may submit it.
    /// @param invite The invitation.
    /// @param inviteSignature The steward's EIP-712 signature of `RoomInvite`.
    /// @param request What the member signed.
    /// @param signature The member's EIP-712 signature of `RoomJoin`.
    function joinRoomWithInviteFor(
        RoomInvite calldata invite,
        bytes calldata inviteSignature,
        RoomJoin calldata request,
        bytes calldata signature
    ) external;

    /// @notice Leaves a room. A steward who leaves is steward no more.
    /// @param roomId The room.
    function leaveRoom(uint256 roomId) external;

    /// @notice Leaves a room for a member who has signed that it wants to. Anybody may submit it.
    /// @param request What the member signed.
    /// @param signature The member's EIP-712 signature of `RoomLeave`.
    function leaveRoomFor(RoomLeave calldata request, bytes calldata signature) external;

    /// @notice Withdraws an invitation that the caller has given.
    /// @param nonce Number of the invitation.
    function revokeRoomInvite(uint256 nonce) external;

    /// @notice Since when a member is in a room.
    /// @dev Also answers for members who have left the community or are suspended: ask the membership whether one is
    /// active. Who comes back to a room begins anew.
    /// @param roomId The room.
    /// @param memberId The member.
    /// @return The second of joining; zero for who is not in the room.
    function joinedAt(uint256 roomId, uint256 memberId) external view returns (uint256);

    /// @notice Whether a member is a steward of a room.
    /// @dev As {joinedAt}, whether active or not.
    /// @param roomId The room.
    /// @param memberId The member.
    /// @return Whether the member is.
    function isSteward(uint256 roomId, uint256 memberId) external view returns (bool);

    /// @notice Until when a member is barred from a room.
    /// @param roomId The room.
    /// @param memberId The member.
    /// @return The first second in which the member may come back; zero for who was never barred.
    function barredUntil(uint256 roomId, uint256 memberId) external view returns (uint256);

    /// @notice A room as it stands.
    /// @param roomId Its number.
    /// @return The room.
    function roomOf(uint256 roomId) external view returns (Room memory);

    /// @notice How many members a room has, also those who have left the community or are suspended.
    /// @param roomId The room.
    /// @return The number.
    function memberCountOf(uint256 roomId) external view returns (uint256);

    /// @notice How many rooms were ever opened; their numbers start at 1.
    /// @return The number.
    function roomCount() external view returns (uint256);

    /// @notice The end of a bar that has none.
    /// @return The last second that can be kept, in the year 2106.
    function FOR_GOOD() external view returns (uint256);
}
