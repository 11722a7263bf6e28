// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IRecovery
 * @notice The way a member who has lost a wallet comes to a new one: the new wallet asks, guardians the member has named
 * or an operator agree, a wait passes in which the old wallet can veto, and then anybody brings the move about.
 * @dev A request is a matter of its own: any number can be open for one member, so that nobody can stand in the way of
 * another's, and those that did not happen first lapse with the move. Warning: whoever holds the old wallet's key can
 * veto every request. Against a thief with the key a membership can only be suspended.
 */
interface IRecovery {
    /// @notice How far a request is. `Lapsed`: the member's wallet has changed otherwise, or nobody brought the move about
    /// in time.
    enum State {
        None,
        Asked,
        Waiting,
        Due,
        Executed,
        Vetoed,
        Withdrawn,
        Lapsed
    }

    /// @notice What is kept of a request.
    struct Request {
        address oldAccount;
        uint32 memberId;
        uint40 dueAt;
        address newAccount;
        uint32 guardianSet;
        uint8 approvals;
        /// One bit per guardian who has approved.
        uint8 approvedBy;
        /// How it ended, if it has: {State} `Executed`, `Vetoed` or `Withdrawn`.
        State outcome;
    }

    /// @notice A member has named its guardians.
    /// @param memberId The member's number.
    /// @param guardianSet Number of the set, counted for each member.
    /// @param guardians Their accounts.
    /// @param threshold How many of them must approve.
    event GuardiansUpdated(
        uint256 indexed memberId,
        uint256 guardianSet,
        address[] guardians,
        uint256 threshold
    );

    /// @notice A new account asks for a membership.
    /// @param requestId Number of the request.
    /// @param memberId The member's number.
    /// @param oldAccount The member's account.
    /// @param newAccount The account that asks.
    /// @param guardianSet Number of the set of guardians that counts for it.
    event RecoveryRequested(
        uint256 indexed requestId,
        uint256 indexed memberId,
        address indexed oldAccount,
        address newAccount,
        uint256 guardianSet
    );

    /// @notice A guardian has approved a request.
    /// @param requestId Number of the request.
    /// @param guardian The guardian's account.
    /// @param approvals How many guardians have by now.
    event RecoveryApproved(uint256 indexed requestId, address indexed guardian, uint256 approvals);

    /// @notice A request has what it takes. The wait begins, in which the old account can veto.
    /// @param requestId Number of the request.
    /// @param memberId The member's number.
    /// @param dueAt Second from which on the membership can be moved.
    /// @param byOperator Whether an operator brought this about, and not the guardians.
    event RecoveryScheduled(
        uint256 indexed requestId,
        uint256 indexed memberId,
        uint256 dueAt,
        bool byOperator
    );

    /// @notice The old account has vetoed a request, for good.
    /// @param requestId Number of the request.
    event RecoveryVetoed(uint256 indexed requestId);

    /// @notice The new account has withdrawn its request, for good.
    /// @param requestId Number of the request.
    event RecoveryWithdrawn(uint256 indexed requestId);

    /// @notice A membership was moved.
    /// @param requestId Number of the request.
    /// @param memberId The member's number.
    event RecoveryExecuted(uint256 indexed requestId, uint256 indexed memberId);

    /// @notice There must be a wait.
    error RecoveryZeroDelay();

    /// @notice The account is not an active member.
    /// @param account The account.
    error RecoveryNotMember(address account);

    /// @notice No member with a card has this number.
    /// @param memberId The number.
    error RecoveryUnknownMember(uint256 memberId);

    /// @notice The guardians are not 1 to 8 different others with a threshold of 1 to all of them, nor none with none.
    /// @param count How many there are.
    /// @param threshold The threshold.
    error RecoveryInvalidGuardians(uint256 count, uint256 threshold);

    /// @notice The account was a member already, or is none that could be one.
    /// @param account The account.
    error RecoveryAccountUsed(address account);

    /// @notice The account is not among the guardians that count for this request.
    /// @param requestId Number of the request.
    /// @param account The account.
    error RecoveryNotGuardian(uint256 requestId, address account);

    /// @notice The guardian has approved already.
    /// @param requestId Number of the request.
    /// @param guardian The guardian's account.
    error RecoveryAlreadyApproved(uint256 requestId, address guardian);

    /// @notice The account is not the one that can do this: the old one to veto, the new one to withdraw.
    /// @param requestId Number of the request.
    /// @param account The account.
    error RecoveryUnauthorized(uint256 requestId, address account);

    /// @notice The request is not in a state in which this can be done.
    /// @param requestId Number of the request.
    /// @param state The state it is in.
    error RecoveryWrongState(uint256 requestId, State state);

    /// @notice Names the caller's guardians in place of those before. Empty lists name none.
    /// @dev A guardian who is a member is remembered as that member, and keeps the office after a move of its own.
    /// Requests that are open keep the guardians they began with.
    /// @param guardians 1 to 8 different accounts, not the caller's own.
    /// @param threshold How many of them must approve a request.
    function setGuardians(address[] calldata guardians, uint256 threshold) external;

    /// @notice Names guardians for an account that has signed that it wants to. Anybody may submit it.
    /// @param account The member's account.
    /// @param guardians See {setGuardians}.
    /// @param threshold See {setGuardians}.
    /// @param nonce The account's next nonce, keyed or not.
    /// @param deadline Last second in which the request holds.
    /// @param signature The account's EIP-712 signature of `Guardians`.
    function setGuardiansFor(
        address account,
        address[] calldata guardians,
        uint256 threshold,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Asks for a membership to be moved to the caller, who thereby consents.
    /// @param memberId The member's number.
    /// @return requestId Number of the request.
    function request(uint256 memberId) external returns (uint256 requestId);

    /// @notice Asks for a membership to be moved to an account that has signed its consent. Anybody may submit it.
    /// @param memberId The member's number.
    /// @param newAccount The account to move to.
    /// @param nonce The new account's next nonce, keyed or not.
    /// @param deadline Last second in which the consent can be handed in.
    /// @param signature The new account's EIP-712 signature of `RecoveryConsent`.
    /// @return requestId Number of the request.
    function requestFor(
        uint256 memberId,
        address newAccount,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 requestId);

    /// @notice Approves a request as a guardian.
    /// @param requestId Number of the request.
    function approve(uint256 requestId) external;

    /// @notice Approves a request for a guardian who has signed that it does. Anybody may submit it.
    /// @param requestId Number of the request.
    /// @param guardian The guardian's account.
    /// @param deadline Last second in which the approval can be handed in.
    /// @param signature The guardian's EIP-712 signature of `GuardianConsent`.
    function approveFor(
        uint256 requestId,
        address guardian,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Approves a request in the guardians' place, as an operator who has made sure who asks.
    /// @param requestId Number of the request.
    function approveByOperator(uint256 requestId) external;

    /// @notice Vetoes a request, as the account that would lose the membership.
    /// @param requestId Number of the request.
    function veto(uint256 requestId) external;

    /// @notice Vetoes a request for the account that would lose the membership and has signed that it does. Anybody may
    /// submit it.
    /// @param requestId Number of the request.
    /// @param deadline Last second in which the veto can be handed in.
    /// @param signature The old account's EIP-712 signature of `RecoveryVeto`.
    function vetoFor(uint256 requestId, uint256 deadline, bytes calldata signature) external;

    /// @notice Withdraws a request, as the account that asked.
    /// @param requestId Number of the request.
    function withdraw(uint256 requestId) external;

    /// @notice Moves the membership, once the wait is over. Anybody may call it.
    /// @param requestId Number of the request.
    function execute(uint256 requestId) external;

    /// @notice How far a request is.
    /// @param requestId Number of the request.
    /// @return The state.
    function stateOf(uint256 requestId) external view returns (State);

    /// @notice What is kept of a request.
    /// @param requestId Number of the request.
    /// @return What is kept.
    function requestOf(uint256 requestId) external view returns (Request memory);

    /// @notice The guardians of a member, with the accounts they have now.
    /// @param memberId The member's number.
    /// @return guardians Their accounts.
    /// @return threshold How many of them must approve.
    /// @return guardianSet Number of the set; zero where none was ever named.
    function guardiansOf(
        uint256 memberId
    ) external view returns (address[] memory guardians, uint256 threshold, uint256 guardianSet);

    /// @notice How many requests there have been; numbers begin with one.
    /// @return The number.
    function requestCount() external view returns (uint256);

    /// @notice Seconds between a request's approval and its execution.
    /// @return The seconds.
    function delay() external view returns (uint256);
}
