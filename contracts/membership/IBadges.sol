// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IBadges
 * @notice Recognition that stays with the member: roles, achievements, attendance, credit for what was made together.
 * @dev Soulbound ERC-1155: the id is the badge, a balance is 1 or 0. Badges belong to a `memberId`; see
 * {SoulboundERC1155} for what follows from that.
 */
interface IBadges {
    /// @notice What a badge stands for.
    enum BadgeKind {
        Role,
        Achievement,
        Attendance,
        CoCreator,
        Custom
    }

    /// @notice What is said of a badge when it is created.
    struct BadgeTerms {
        BadgeKind kind;
        /// Whether it can be taken away again. For good.
        bool revocable;
        /// Contract that issues it besides the operator, such as campaigns or tickets; zero for none.
        address issuer;
    }

    /// @notice A badge as it stands. One storage slot.
    struct Badge {
        BadgeKind kind;
        bool revocable;
        address issuer;
        /// Members who have it, also those who have left or are suspended.
        uint32 supply;
    }

    /// @notice A member's signed wish to give a badge up.
    struct BadgeRenounce {
        address account;
        uint256 badgeId;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice A badge was created.
    /// @param badgeId Its number.
    /// @param terms What was said of it.
    /// @param badgeURI Where its name and picture are.
    event BadgeCreated(uint256 indexed badgeId, BadgeTerms terms, string badgeURI);

    /// @notice The contract that issues a badge was changed.
    /// @param badgeId The badge.
    /// @param oldIssuer The contract until now.
    /// @param newIssuer The contract from now on.
    event BadgeIssuerUpdated(uint256 indexed badgeId, address oldIssuer, address newIssuer);

    /// @notice A member was given a badge.
    /// @param badgeId The badge.
    /// @param memberId The member.
    event BadgeIssued(uint256 indexed badgeId, uint256 indexed memberId);

    /// @notice A badge was taken away.
    /// @param badgeId The badge.
    /// @param memberId The member.
    /// @param reason Why.
    event BadgeRevoked(uint256 indexed badgeId, uint256 indexed memberId, string reason);

    /// @notice A member gave a badge up.
    /// @param badgeId The badge.
    /// @param memberId The member.
    event BadgeRenounced(uint256 indexed badgeId, uint256 indexed memberId);

    /// @notice There is no such badge.
    /// @param badgeId The number.
    error BadgesUnknownBadge(uint256 badgeId);

    /// @notice No member ever had this number.
    /// @param memberId The number.
    error BadgesUnknownMember(uint256 memberId);

    /// @notice The account is not a member.
    /// @param account The account.
    error BadgesNotMember(address account);

    /// @notice The member does not have the badge.
    /// @param badgeId The badge.
    /// @param memberId The member.
    error BadgesNotHeld(uint256 badgeId, uint256 memberId);

    /// @notice The badge was declared to be for good.
    /// @param badgeId The badge.
    error BadgesNotRevocable(uint256 badgeId);

    /// @notice What issues a badge has to be a contract.
    /// @param issuer What was named.
    error BadgesIssuerNotContract(address issuer);

    /// @notice The reason is too long.
    /// @param length Its length in bytes.
    /// @param limit The most there may be.
    error BadgesReasonTooLong(uint256 length, uint256 limit);

    /// @notice Creates a badge.
    /// @dev Warning: the issuer can give the badge to any member, as often as it likes. Name a contract of the
    /// community only.
    /// @param terms What is to be said of it.
    /// @param badgeURI Where its name and picture are.
    /// @return badgeId Its number.
    function createBadge(
        BadgeTerms calldata terms,
        string calldata badgeURI
    ) external returns (uint256 badgeId);

    /// @notice Changes where the name and picture of a badge are.
    /// @param badgeId The badge.
    /// @param badgeURI The new address.
    function setBadgeURI(uint256 badgeId, string calldata badgeURI) external;

    /// @notice Changes which contract issues a badge besides the operator.
    /// @param badgeId The badge.
    /// @param newIssuer The contract; zero for none.
    function setBadgeIssuer(uint256 badgeId, address newIssuer) external;

    /// @notice Gives a badge to members: by an operator, or by the contract that issues it.
    /// @dev Who has it already is passed over, so that one of a batch never stops the others. Members who have left or
    /// are suspended are given it too and show it when they are back.
    /// @param badgeId The badge.
    /// @param memberIds The members.
    function issue(uint256 badgeId, uint256[] calldata memberIds) external;

    /// @notice Takes a badge away that was declared revocable.
    /// @param badgeId The badge.
    /// @param memberId The member.
    /// @param reason Why, for everybody to read: at most 1,024 bytes.
    function revoke(uint256 badgeId, uint256 memberId, string calldata reason) external;

    /// @notice Gives up a badge that the caller has. It can be given again.
    /// @param badgeId The badge.
    function renounce(uint256 badgeId) external;

    /// @notice Gives up a badge for a member who has signed that it wants to. Anybody may submit it.
    /// @param request What the member signed.
    /// @param signature The member's EIP-712 signature of `BadgeRenounce`.
    function renounceFor(BadgeRenounce calldata request, bytes calldata signature) external;

    /// @notice Whether a member has a badge.
    /// @dev Also true of members who have left or are suspended: ask the membership whether one is active.
    /// @param badgeId The badge.
    /// @param memberId The member.
    /// @return Whether the member has it; false for badges that do not exist.
    function hasBadge(uint256 badgeId, uint256 memberId) external view returns (bool);

    /// @notice A badge as it stands.
    /// @param badgeId Its number.
    /// @return The badge.
    function badgeOf(uint256 badgeId) external view returns (Badge memory);

    /// @notice How many members have a badge, also those who have left or are suspended.
    /// @param badgeId The badge.
    /// @return The number.
    function supplyOf(uint256 badgeId) external view returns (uint256);

    /// @notice How many badges were ever created; their numbers start at 1.
    /// @return The number.
    function badgeCount() external view returns (uint256);
}
