// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IMembershipCustody
 * @notice What others can do to a membership: suspend it for a time, and move it from a lost wallet to a new one.
 */
interface IMembershipCustody {
    /// @notice The contract that moves memberships of lost wallets was named, for good.
    /// @param recovery The contract.
    event Wired(address indexed recovery);

    /// @notice A member was suspended, or its suspension was given another end.
    /// @param memberId The member's number.
    /// @param until Second from which on it can end.
    /// @param reason Why.
    event MemberSuspended(uint256 indexed memberId, uint256 until, string reason);

    /// @notice A suspension ended.
    /// @param memberId The member's number.
    /// @param reason Why; empty where its time was over.
    event MemberReinstated(uint256 indexed memberId, string reason);

    /// @notice A membership was moved to another account, with everything that belongs to it.
    /// @dev Whoever had delegated to the old account has delegated to the new one from now on.
    /// @param memberId The member's number.
    /// @param oldAccount The account until now.
    /// @param newAccount The account from now on.
    event MemberRebound(uint256 indexed memberId, address indexed oldAccount, address indexed newAccount);

    /// @notice The member is suspended.
    /// @param memberId The member's number.
    error MembershipSuspended(uint256 memberId);

    /// @notice The member is not suspended.
    /// @param memberId The member's number.
    error MembershipNotSuspended(uint256 memberId);

    /// @notice A suspension must end in the future.
    /// @param until The end that was asked for.
    error MembershipInvalidSuspension(uint256 until);

    /// @notice The reason is too long.
    /// @param length Its length in bytes.
    error MembershipReasonTooLong(uint256 length);

    /// @notice The membership of this account was moved to another. It can't have one again.
    /// @param account The account.
    /// @param memberId The member's number.
    error MembershipAccountRebound(address account, uint256 memberId);

    /// @notice A membership can only be moved to an account that never had one.
    /// @param account The account.
    error MembershipAccountUsed(address account);

    /// @notice The caller is not the contract that moves memberships.
    /// @param caller The caller.
    error MembershipUnauthorized(address caller);

    /// @notice The contract that moves memberships was named already.
    error MembershipAlreadyWired();

    /// @notice The contract that moves memberships can't be the zero address.
    error MembershipZeroAddress();

    /// @notice Suspends a member: card, number, tokens, standing and orders stay; rights, votes, earning and redeeming rest.
    /// @dev A member who is suspended already is given the new end. One who has left can't come back before it. What
    /// others have delegated to the member counts for nobody until they delegate anew or the suspension ends.
    /// @param memberId The member's number.
    /// @param until Second from which on anybody can end it, with {IMembership-refresh}.
    /// @param reason Why, at most 1,024 bytes.
    function suspend(uint256 memberId, uint40 until, string calldata reason) external;

    /// @notice Ends a suspension before its time.
    /// @param memberId The member's number.
    /// @param reason Why, at most 1,024 bytes.
    function reinstate(uint256 memberId, string calldata reason) external;

    /// @notice Names the contract that moves memberships of lost wallets, once.
    /// @param newRecovery The contract.
    function wire(address newRecovery) external;

    /// @notice Moves a membership to another account, with everything that belongs to it. Only by {recovery}.
    /// @dev Number, tier, units, what others delegated to the member, balance and standing move; the member's own
    /// delegation ends. Past votes of both accounts stay as they were. Warning: the old account is barred for good.
    /// @param memberId The member's number; active or suspended.
    /// @param newAccount An account that never was a member.
    function rebind(uint256 memberId, address newAccount) external;

    /// @notice When a suspension can end.
    /// @param memberId The member's number.
    /// @return until The second; zero for one who is not suspended.
    function suspendedUntil(uint256 memberId) external view returns (uint256 until);

    /// @notice Votes that others delegated to a member who is suspended. They count for nobody meanwhile.
    /// @param memberId The member's number.
    /// @return votes The units.
    function restingVotes(uint256 memberId) external view returns (uint256 votes);

    /// @notice The contract that moves memberships of lost wallets.
    /// @return The contract.
    function recovery() external view returns (address);
}
