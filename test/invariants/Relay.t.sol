// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {IMembershipSurface, IRewardTokenSurface} from "../support/Surfaces.sol";
import {RelayHandler} from "./RelayHandler.sol";

interface IMembershipNonces {
    function nonces(address owner) external view returns (uint256);
}

contract RelayInvariants is InvariantTargets {
    RelayHandler private handler;
    IMembershipSurface private members;
    IRewardTokenSurface private token;

    function setUp() public {
        handler = new RelayHandler();
        members = handler.members();
        token = handler.token();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    /// @dev The relay is nobody: no member, no voter, no holder, trusted with nothing.
    function invariant_relayHasNothing() external view {
        address relay = address(handler.relay());
        assertEq(members.memberOf(relay), 0, "number of the relay");
        assertEq(members.joinsOf(relay), 0, "times the relay joined");
        assertEq(members.getVotes(relay), 0, "votes of the relay");
        assertEq(token.balanceOf(relay) + token.earned(relay), 0, "tokens of the relay");
        assertEq(handler.tickets().balanceOf(relay), 0, "tickets of the relay");
        assertEq(relay.balance, 0, "ether of the relay");
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            assertEq(token.allowance(handler.actors(i), relay), 0, "allowance of the relay");
        }
    }

    /// @dev Everybody stands as their own signatures have it: nothing unsigned, and nothing twice. What failed has spent no
    /// nonce.
    function invariant_onlyWhatWasSigned() external view {
        uint256 count;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address account = handler.actors(i);
            assertEq(members.memberOf(account) != 0, handler.activeGhost(i), "whether a member");
            assertEq(members.joinsOf(account), handler.joinsGhost(i), "times joined");
            address delegatee = handler.actors(handler.delegateeGhost(i));
            assertEq(members.delegates(account), delegatee, "delegatee");
            uint256 nonce = IMembershipNonces(address(members)).nonces(account);
            assertEq(nonce, handler.nonceGhost(i), "nonce");
            assertEq(token.nonces(account), handler.permitNonceGhost(i), "nonce of permits");
            assertEq(token.balanceOf(account), handler.PURSE(), "balance");
            _checkAllowances(i, account);
            if (handler.activeGhost(i)) ++count;
        }
        assertEq(members.totalMembers(), count, "members");
    }

    function _checkAllowances(uint256 owner, address account) private view {
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            uint256 allowance = token.allowance(account, handler.actors(i));
            assertEq(allowance, handler.allowanceGhost(owner, i), "allowance");
        }
    }
}
