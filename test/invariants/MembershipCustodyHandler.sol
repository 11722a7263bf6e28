// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IMembershipCustody} from "../../contracts/membership/IMembershipCustody.sol";
import {IRecovery} from "../../contracts/membership/IRecovery.sol";
import {MembershipActions} from "./MembershipActions.sol";

/**
 * @title MembershipCustodyHandler
 * @notice Lets members be suspended, reinstated and moved to new accounts, while they come, go, earn and delegate.
 */
contract MembershipCustodyHandler is MembershipActions {
    uint256 private _newAccounts;

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](8);
        list[0] = this.join.selector;
        list[1] = this.leave.selector;
        list[2] = this.delegate.selector;
        list[3] = this.earn.selector;
        list[4] = this.suspend.selector;
        list[5] = this.reinstate.selector;
        list[6] = this.rebind.selector;
        list[7] = this.veto.selector;
    }

    /* SUSPENDING */

    /// @dev Who is suspended can neither leave nor delegate nor join out of it.
    function suspend(uint256 who, uint256 term, uint256 wait) external counted step(wait) {
        uint256 index = _member(who);
        uint256 until = time + bound(term, 1, 20 days);
        vm.prank(OPERATOR);
        members.suspend(_people[index].memberId, uint40(until), "rules");
        _noteSuspension(index, until);

        bytes4 refusal = IMembershipCustody.MembershipSuspended.selector;
        assertRefused(actors[index], address(members), abi.encodeCall(members.leave, ()), refusal);
        assertRefused(actors[index], address(members), abi.encodeCall(members.join, ()), refusal);
        bytes memory delegation = abi.encodeCall(members.delegate, (actors[index]));
        assertRefused(actors[index], address(members), delegation, refusal);
        bytes memory tooEarly = abi.encodeCall(members.refresh, (_people[index].memberId));
        assertRefused(address(this), address(members), tooEarly, refusal);
    }

    /// @dev By an operator at any time, or by anybody from the last second of the suspension on.
    function reinstate(uint256 who, bool early, uint256 wait) external counted step(wait) {
        uint256 index = _suspended(who);
        if (early) {
            _reinstate(index);
            return;
        }
        if (_people[index].until > time) _goTo(_people[index].until);
        members.refresh(_people[index].memberId);
        _noteReinstatement(index);
    }

    /// @dev Somebody suspended that follows `seed`; if there is none, a member is.
    function _suspended(uint256 seed) private returns (uint256 index) {
        for (uint256 i = 0; i < ACTORS; ++i) {
            index = (_pick(seed) + i) % ACTORS;
            if (_people[index].suspended) return index;
        }
        index = _member(seed);
        vm.prank(OPERATOR);
        members.suspend(_people[index].memberId, uint40(time + 1 days), "");
        _noteSuspension(index, time + 1 days);
        _record();
    }

    /* RE-BINDING */

    /// @dev A membership moves with consent, approval and the wait; not a second earlier, and not again.
    function rebind(uint256 who, bool suspended, uint256 late, uint256 wait) external counted step(wait) {
        uint256 index = suspended ? _suspended(who) : _member(who);
        (uint256 requestId, address account, uint256 key) = _request(index);
        bytes memory execution = abi.encodeCall(recovery.execute, (requestId));
        bytes4 refusal = IRecovery.RecoveryWrongState.selector;
        assertRefused(address(this), address(recovery), execution, refusal);
        vm.prank(OPERATOR);
        recovery.approveByOperator(requestId);
        _goTo(time + RECOVERY_DELAY - 1);
        assertRefused(address(this), address(recovery), execution, refusal);
        _goTo(time + 1 + bound(late, 0, 1 days));

        recovery.execute(requestId);

        address oldAccount = actors[index];
        _noteRebinding(index, account, key);
        delete _usedJoins[index];
        for (uint256 i = 0; i < 3; ++i) _delegationNonces[index][i] = 0;
        assertRefused(address(this), address(recovery), execution, refusal);
        assertRefused(
            oldAccount,
            address(members),
            abi.encodeCall(members.join, ()),
            IMembershipCustody.MembershipAccountRebound.selector
        );
    }

    /// @dev What the old account vetoes never happens.
    function veto(uint256 who, uint256 wait) external counted step(wait) {
        uint256 index = _member(who);
        (uint256 requestId, , ) = _request(index);
        vm.prank(OPERATOR);
        recovery.approveByOperator(requestId);
        _goTo(time + (who % (2 * RECOVERY_DELAY)));
        vm.prank(actors[index]);
        recovery.veto(requestId);
        _goTo(time + RECOVERY_DELAY);
        assertRefused(
            address(this),
            address(recovery),
            abi.encodeCall(recovery.execute, (requestId)),
            IRecovery.RecoveryWrongState.selector
        );
    }

    /// @dev A new account asks for a membership.
    function _request(uint256 index) private returns (uint256 requestId, address account, uint256 key) {
        key = uint256(keccak256(abi.encode("new account", ++_newAccounts)));
        account = vm.addr(key);
        vm.prank(account);
        requestId = recovery.request(_people[index].memberId);
        // Time goes on within these actions, so what is true now is written down now.
        _record();
    }
}
