// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {IRewardTokenSurface} from "../support/Surfaces.sol";
import {TokenHandler} from "./TokenHandler.sol";

contract TokenInvariants is InvariantTargets {
    TokenHandler private handler;
    IRewardTokenSurface private token;

    function setUp() public {
        handler = new TokenHandler();
        token = handler.token();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    /// @dev Balances, standing and allowances are what the calls made them, and add up to the supply.
    function invariant_books() external view {
        uint256 balances = _checkEscrow(address(handler.store())) + _checkEscrow(handler.GOVERNOR_ACCOUNT());
        uint256 standings;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address account = handler.actors(i);
            uint256 balance = token.balanceOf(account);
            assertEq(balance, handler.balanceGhost(account), "balance");
            assertEq(token.earned(account), handler.earnedGhost(account), "standing");
            assertEq(token.debtOf(account), handler.debtGhost(account), "debt");
            assertEq(token.nonces(account), handler.nonceGhost(account), "permit nonce");
            assertLe(balance, token.totalSupply(), "one balance beside the supply");
            balances += balance;
            standings += token.earned(account);
            _checkAllowances(account);
        }

        assertEq(token.totalSupply(), balances, "supply beside the sum of balances");
        assertEq(
            token.totalSupply(),
            handler.totalEarnedGhost() - handler.totalBurnedGhost(),
            "supply beside earned less burned"
        );
        assertEq(token.totalEarned(), handler.totalEarnedGhost(), "total earned");
        assertEq(token.totalBurned(), handler.totalBurnedGhost(), "total burned");
        assertEq(token.totalRevoked(), handler.totalRevokedGhost(), "total revoked");
        assertEq(
            standings + token.totalRevoked(),
            token.totalEarned(),
            "standing beside earned less revoked"
        );
        assertEq(token.balanceOf(address(0)), 0, "balance of nobody");
    }

    function _checkEscrow(address holder) private view returns (uint256 balance) {
        balance = token.balanceOf(holder);
        assertEq(balance, handler.balanceGhost(holder), "escrow");
    }

    /// @dev No epoch mints more than the highest cap it had, and what the epochs minted is all that was earned.
    function invariant_emission() external view {
        (uint256 epoch, uint256 minted, uint256 cap) = token.emission();
        assertEq(cap, handler.capGhost(), "emission cap");
        assertEq(minted, handler.mintedGhost(epoch), "emission used");

        uint256 total;
        for (uint256 i = 0; i < handler.epochCount(); ++i) {
            uint256 past = handler.epochs(i);
            assertLe(handler.mintedGhost(past), handler.highestCapGhost(past), "minted in an epoch");
            total += handler.mintedGhost(past);
        }
        assertEq(token.totalEarned(), total, "total earned beside the epochs");
    }

    function _checkAllowances(address owner) private view {
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address spender = handler.actors(i);
            assertEq(token.allowance(owner, spender), handler.allowanceGhost(owner, spender), "allowance");
        }
    }
}
