// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {SignedRequests} from "../shared/SignedRequests.sol";
import {IMembership} from "./IMembership.sol";
import {IRecovery} from "./IRecovery.sol";

/**
 * @title Recovery
 * @notice Moves memberships of lost wallets: the new wallet asks, guardians or an operator agree, the old wallet can
 * veto during a wait, anybody brings the move about.
 * @dev The only contract that {Membership} lets move memberships. Guardians are kept in numbered sets, so that a set
 * which is replaced goes on counting for requests that began with it, and no later one does.
 */
contract Recovery is IRecovery, SignedRequests, AccessManaged {
    /// @dev A guardian: the account, and the member it was when it was named, or zero. One storage slot.
    struct Guardian {
        address account;
        uint32 memberId;
    }

    /// @dev Guardians named together.
    struct GuardianSet {
        uint8 threshold;
        Guardian[] guardians;
    }

    bytes32 private constant GUARDIANS_TYPEHASH = keccak256(
        "Guardians(address account,address[] guardians,uint256 threshold,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant CONSENT_TYPEHASH = keccak256(
        "RecoveryConsent(uint256 memberId,address newAccount,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant GUARDIAN_CONSENT_TYPEHASH = keccak256(
        "GuardianConsent(address guardian,uint256 memberId,address oldAccount,address newAccount,uint256 requestId,uint256 deadline)"
    );
    bytes32 private constant VETO_TYPEHASH = keccak256(
        "RecoveryVeto(uint256 memberId,address oldAccount,address newAccount,uint256 requestId,uint256 deadline)"
    );
    uint256 private constant MAX_GUARDIANS = 8;
    /// @dev How long an approved request can be executed.
    uint256 private constant EXECUTION_WINDOW = 30 days;

    /// @notice The membership whose wallets are recovered.
    IMembership public immutable membership;
    /// @inheritdoc IRecovery
    uint256 public immutable delay;

    /// @inheritdoc IRecovery
    uint256 public requestCount;
    mapping(uint256 requestId => Request) private _requests;
    mapping(uint256 memberId => uint256) private _guardianSetOf;
    mapping(uint256 memberId => mapping(uint256 guardianSet => GuardianSet)) private _guardianSets;

    /**
     * @notice Begins without guardians and requests.
     * @param authority_ The community's AccessManager.
     * @param membership_ The membership whose wallets are recovered.
     * @param delay_ Seconds between approval and execution, for good; not zero.
     */
    constructor(address authority_, IMembership membership_, uint256 delay_) AccessManaged(authority_) {
        if (delay_ == 0) revert RecoveryZeroDelay();
        membership = membership_;
        delay = delay_;
    }

    /* GUARDIANS */

    /// @inheritdoc IRecovery
    function setGuardians(address[] calldata guardians, uint256 threshold) external {
        _setGuardians(msg.sender, guardians, threshold);
    }

    /// @inheritdoc IRecovery
    function setGuardiansFor(
        address account,
        address[] calldata guardians,
        uint256 threshold,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 list = keccak256(abi.encodePacked(guardians));
        bytes32 structHash = keccak256(
            abi.encode(GUARDIANS_TYPEHASH, account, list, threshold, nonce, deadline)
        );
        _checkRequest(account, structHash, deadline, signature);
        _useCheckedNonce(account, nonce);
        _setGuardians(account, guardians, threshold);
    }

    function _setGuardians(address account, address[] calldata guardians, uint256 threshold) private {
        uint256 memberId = membership.memberOf(account);
        if (memberId == 0) revert RecoveryNotMember(account);
        uint256 count = guardians.length;
        if (count > MAX_GUARDIANS || threshold > count || (threshold == 0 && count > 0)) {
            revert RecoveryInvalidGuardians(count, threshold);
        }

        uint256 number = ++_guardianSetOf[memberId];
        GuardianSet storage set = _guardianSets[memberId][number];
        set.threshold = uint8(threshold);
        for (uint256 i = 0; i < count; ++i) {
            address guardian = guardians[i];
            bool again = guardian == address(0) || guardian == account;
            for (uint256 j = 0; j < i; ++j) again = again || guardians[j] == guardian;
            if (again) revert RecoveryInvalidGuardians(count, threshold);
            set.guardians.push(Guardian(guardian, uint32(membership.memberOf(guardian))));
        }

        emit GuardiansUpdated(memberId, number, guardians, threshold);
    }

    /* ASKING */

    /// @inheritdoc IRecovery
    function request(uint256 memberId) external returns (uint256 requestId) {
        return _request(memberId, msg.sender);
    }

    /// @inheritdoc IRecovery
    function requestFor(
        uint256 memberId,
        address newAccount,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external returns (uint256 requestId) {
        bytes32 structHash = keccak256(abi.encode(CONSENT_TYPEHASH, memberId, newAccount, nonce, deadline));
        _checkRequest(newAccount, structHash, deadline, signature);
        _useCheckedNonce(newAccount, nonce);
        return _request(memberId, newAccount);
    }

    function _request(uint256 memberId, address newAccount) private returns (uint256 requestId) {
        address oldAccount = _holderOf(memberId);
        if (oldAccount == address(0)) revert RecoveryUnknownMember(memberId);
        if (_status(newAccount) != IMembership.Status.None) revert RecoveryAccountUsed(newAccount);

        requestId = ++requestCount;
        Request storage stored = _requests[requestId];
        stored.oldAccount = oldAccount;
        stored.newAccount = newAccount;
        stored.memberId = uint32(memberId);
        stored.guardianSet = uint32(_guardianSetOf[memberId]);

        emit RecoveryRequested(requestId, memberId, oldAccount, newAccount, stored.guardianSet);
    }

    /* APPROVING */

    /// @inheritdoc IRecovery
    function approve(uint256 requestId) external {
        _approve(requestId, msg.sender);
    }

    /// @inheritdoc IRecovery
    function approveFor(
        uint256 requestId,
        address guardian,
        uint256 deadline,
        bytes calldata signature
    ) external {
        Request storage stored = _requests[requestId];
        bytes32 structHash = keccak256(
            abi.encode(
                GUARDIAN_CONSENT_TYPEHASH,
                guardian,
                stored.memberId,
                stored.oldAccount,
                stored.newAccount,
                requestId,
                deadline
            )
        );
        _checkRequest(guardian, structHash, deadline, signature);
        _approve(requestId, guardian);
    }

    /// @inheritdoc IRecovery
    function approveByOperator(uint256 requestId) external restricted {
        _checkState(requestId, State.Asked);
        _schedule(requestId, true);
    }

    function _approve(uint256 requestId, address guardian) private {
        _checkState(requestId, State.Asked);
        Request storage stored = _requests[requestId];
        GuardianSet storage set = _guardianSets[stored.memberId][stored.guardianSet];
        uint256 bit = 1 << _indexOf(requestId, set, guardian);
        if (stored.approvedBy & bit != 0) revert RecoveryAlreadyApproved(requestId, guardian);

        stored.approvedBy |= uint8(bit);
        uint256 approvals = ++stored.approvals;

        emit RecoveryApproved(requestId, guardian, approvals);
        if (approvals >= set.threshold) _schedule(requestId, false);
    }

    function _schedule(uint256 requestId, bool byOperator) private {
        Request storage stored = _requests[requestId];
        stored.dueAt = uint40(block.timestamp + delay);

        emit RecoveryScheduled(requestId, stored.memberId, stored.dueAt, byOperator);
    }

    function _indexOf(
        uint256 requestId,
        GuardianSet storage set,
        address account
    ) private view returns (uint256) {
        for (uint256 i = 0; i < set.guardians.length; ++i) {
            if (_accountOf(set.guardians[i]) == account) return i;
        }
        revert RecoveryNotGuardian(requestId, account);
    }

    /// @dev A guardian who is a member acts with the account it has now.
    function _accountOf(Guardian memory guardian) private view returns (address account) {
        if (guardian.memberId == 0) return guardian.account;
        (account, , ) = membership.walletOf(guardian.memberId);
    }

    /* ENDING */

    /// @inheritdoc IRecovery
    function veto(uint256 requestId) external {
        _checkOpen(requestId);
        if (msg.sender != _requests[requestId].oldAccount) revert RecoveryUnauthorized(requestId, msg.sender);
        _veto(requestId);
    }

    /// @inheritdoc IRecovery
    function vetoFor(uint256 requestId, uint256 deadline, bytes calldata signature) external {
        Request storage stored = _requests[requestId];
        address oldAccount = stored.oldAccount;
        bytes32 structHash = keccak256(
            abi.encode(VETO_TYPEHASH, stored.memberId, oldAccount, stored.newAccount, requestId, deadline)
        );
        _checkRequest(oldAccount, structHash, deadline, signature);
        _checkOpen(requestId);
        _veto(requestId);
    }

    function _veto(uint256 requestId) private {
        _requests[requestId].outcome = State.Vetoed;

        emit RecoveryVetoed(requestId);
    }

    /// @inheritdoc IRecovery
    function withdraw(uint256 requestId) external {
        _checkOpen(requestId);
        if (msg.sender != _requests[requestId].newAccount) revert RecoveryUnauthorized(requestId, msg.sender);

        _requests[requestId].outcome = State.Withdrawn;

        emit RecoveryWithdrawn(requestId);
    }

    /// @inheritdoc IRecovery
    function execute(uint256 requestId) external {
        _checkState(requestId, State.Due);
        Request storage stored = _requests[requestId];

        stored.outcome = State.Executed;

        emit RecoveryExecuted(requestId, stored.memberId);
        membership.rebind(stored.memberId, stored.newAccount);
    }

    /* READING */

    /// @inheritdoc IRecovery
    function stateOf(uint256 requestId) public view returns (State) {
        Request memory stored = _requests[requestId];
        if (stored.newAccount == address(0)) return State.None;
        if (stored.outcome != State.None) return stored.outcome;
        bool open =
            _holderOf(stored.memberId) == stored.oldAccount &&
                _status(stored.newAccount) == IMembership.Status.None;
        if (!open) return State.Lapsed;
        if (stored.dueAt == 0) return State.Asked;
        if (block.timestamp < stored.dueAt) return State.Waiting;
        return block.timestamp < stored.dueAt + EXECUTION_WINDOW ? State.Due : State.Lapsed;
    }

    /// @inheritdoc IRecovery
    function requestOf(uint256 requestId) external view returns (Request memory) {
        return _requests[requestId];
    }

    /// @inheritdoc IRecovery
    function guardiansOf(
        uint256 memberId
    ) external view returns (address[] memory guardians, uint256 threshold, uint256 guardianSet) {
        guardianSet = _guardianSetOf[memberId];
        GuardianSet storage set = _guardianSets[memberId][guardianSet];
        threshold = set.threshold;
        guardians = new address[](set.guardians.length);
        for (uint256 i = 0; i < guardians.length; ++i) guardians[i] = _accountOf(set.guardians[i]);
    }

    function _checkState(uint256 requestId, State needed) private view {
        State state = stateOf(requestId);
        if (state != needed) revert RecoveryWrongState(requestId, state);
    }

    function _checkOpen(uint256 requestId) private view {
        State state = stateOf(requestId);
        bool open = state == State.Asked || state == State.Waiting || state == State.Due;
        if (!open) revert RecoveryWrongState(requestId, state);
    }

    /// @dev The account of a member who has a card, suspended or not; zero for none.
    function _holderOf(uint256 memberId) private view returns (address account) {
        (account, , ) = membership.walletOf(memberId);
        IMembership.Status status = _status(account);
        bool hasCard = status == IMembership.Status.Active || status == IMembership.Status.Suspended;
        if (!hasCard) return address(0);
    }

    function _status(address account) private view returns (IMembership.Status) {
        return membership.accountOf(account).status;
    }
}
