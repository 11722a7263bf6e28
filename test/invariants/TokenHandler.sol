// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";
import {Handler} from "../support/InvariantTargets.sol";

/**
 * @title TokenHandler
 * @notice Mints, moves and burns reward tokens at random, and keeps books of its own.
 * @dev The handler is the token's minter. Everything a caller may not do is tried on the way and must be refused.
 */
contract TokenHandler is Community, Handler {
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    mapping(address account => uint256) public balanceGhost;
    mapping(address account => uint256) public earnedGhost;
    mapping(address account => uint256) public debtGhost;
    mapping(address owner => mapping(address spender => uint256)) public allowanceGhost;
    mapping(address owner => uint256) public nonceGhost;
    mapping(uint256 epoch => uint256) public mintedGhost;
    mapping(uint256 epoch => uint256) public highestCapGhost;
    uint256[] public epochs;
    uint256 public capGhost = EMISSION_CAP;
    uint256 public totalEarnedGhost;
    uint256 public totalBurnedGhost;
    uint256 public totalRevokedGhost;

    constructor() {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(this));
        _noteEpoch();
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](10);
        list[0] = this.mint.selector;
        list[1] = this.mintBatch.selector;
        list[2] = this.transfer.selector;
        list[3] = this.approveAndTransfer.selector;
        list[4] = this.permitAndTransfer.selector;
        list[5] = this.burn.selector;
        list[6] = this.rebind.selector;
        list[7] = this.escrow.selector;
        list[8] = this.setEmissionCap.selector;
        list[9] = this.revoke.selector;
    }

    /* ACTIONS */

    function mint(uint256 to, uint256 amount, uint256 wait) external counted {
        _pass(wait, EPOCH);
        amount = bound(amount, 0, _available());
        address account = actors[_pick(to)];
        _credit(account, amount);

        assertEq(token.mint(account, amount), earnedGhost[account], "standing answered");
    }

    /// @dev Three lines, which may name the same account.
    function mintBatch(uint256 to, uint256[3] calldata amounts, uint256 wait) external counted {
        _pass(wait, EPOCH);
        uint256 available = _available();
        address[] memory accounts = new address[](3);
        uint256[] memory values = new uint256[](3);
        for (uint256 i = 0; i < 3; ++i) {
            accounts[i] = actors[_pick(to >> (i * 8))];
            values[i] = bound(amounts[i], 0, available / 3);
            _credit(accounts[i], values[i]);
        }

        token.mintBatch(_packMints(accounts, values));
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external counted {
        (address sender, address receiver) = (actors[_pick(from)], actors[_pick(to)]);
        amount = bound(amount, 0, balanceGhost[sender]);
        _move(sender, receiver, amount);

        vm.prank(sender);
        token.transfer(receiver, amount);
    }

    function approveAndTransfer(
        uint256 owner,
        uint256 spender,
        uint256 to,
        uint256 allowed,
        uint256 amount
    ) external counted {
        (address from, address by) = (actors[_pick(owner)], actors[_pick(spender)]);
        vm.prank(from);
        token.approve(by, allowed);
        allowanceGhost[from][by] = allowed;

        _transferFrom(from, by, actors[_pick(to)], amount);
    }

    function permitAndTransfer(
        uint256 owner,
        uint256 spender,
        uint256 to,
        uint256 allowed,
        uint256 amount
    ) external counted {
        uint256 index = _pick(owner);
        (address from, address by) = (actors[index], actors[_pick(spender)]);
        bytes32 structHash = keccak256(
            abi.encode(PERMIT_TYPEHASH, from, by, allowed, nonceGhost[from], time)
        );
        bytes32 digest = typedDigest(token.DOMAIN_SEPARATOR(), structHash);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[index], digest);
        token.permit(from, by, allowed, time, v, r, s);
        ++nonceGhost[from];
        allowanceGhost[from][by] = allowed;

        _transferFrom(from, by, actors[_pick(to)], amount);
    }

    /// @dev By the owner, or by somebody who is allowed to.
    function burn(uint256 owner, uint256 spender, uint256 allowed, uint256 amount) external counted {
        if (allowed % 2 == 0) _burnFrom(owner, spender, allowed, amount);
        else _burn(actors[_pick(owner)], amount);
    }

    function _burn(address owner, uint256 amount) private {
        amount = bound(amount, 0, balanceGhost[owner]);
        _debitBurned(owner, amount);

        vm.prank(owner);
        token.burn(amount);
    }

    function _burnFrom(uint256 owner, uint256 spender, uint256 allowed, uint256 amount) private {
        (address from, address by) = (actors[_pick(owner)], actors[_pick(spender)]);
        vm.prank(from);
        token.approve(by, allowed);
        uint256 most = allowed < balanceGhost[from] ? allowed : balanceGhost[from];
        amount = bound(amount, 0, most);
        allowanceGhost[from][by] = allowed == type(uint256).max ? allowed : allowed - amount;
        _debitBurned(from, amount);

        vm.prank(by);
        token.burnFrom(from, amount);
    }

    /// @dev Store and governor take into escrow; nobody else does.
    function escrow(uint256 from, uint256 amount, uint256 stranger) external counted {
        address owner = actors[_pick(from)];
        amount = bound(amount, 0, balanceGhost[owner]);
        assertRefused(
            actors[_pick(stranger)],
            address(token),
            abi.encodeCall(token.escrow, (owner, amount)),
            IRewardToken.RewardTokenUnauthorized.selector
        );
        address holder = _escrowHolder(stranger);
        _move(owner, holder, amount);

        vm.prank(holder);
        token.escrow(owner, amount);
        _release(holder, actors[_pick(stranger >> 8)], stranger >> 16);
    }

    /// @dev What comes back out of escrow repays what is owed.
    function _release(address from, address account, uint256 amount) private {
        amount = bound(amount, 0, balanceGhost[from]);
        _move(from, account, amount);
        _repay(account, amount);

        vm.prank(from);
        token.transfer(account, amount);
    }

    function revoke(uint256 who, uint256 amount, uint256 stranger) external counted {
        address account = actors[_pick(who)];
        amount = bound(amount, 0, earnedGhost[account]);
        assertRefused(
            actors[_pick(stranger)],
            address(token),
            abi.encodeCall(token.revoke, (account, amount)),
            IRewardToken.RewardTokenUnauthorized.selector
        );
        uint256 burned = amount < balanceGhost[account] ? amount : balanceGhost[account];
        _debitBurned(account, burned);
        earnedGhost[account] -= amount;
        debtGhost[account] += amount - burned;
        totalRevokedGhost += amount;

        token.revoke(account, amount);
    }

    function rebind(uint256 who, uint256 to, uint256 stranger) external counted {
        (address from, address account) = (actors[_pick(who)], actors[_pick(to)]);
        assertRefused(
            actors[_pick(stranger)],
            address(token),
            abi.encodeCall(token.rebind, (from, account)),
            IRewardToken.RewardTokenUnauthorized.selector
        );
        if (from != account) {
            _move(from, account, balanceGhost[from]);
            earnedGhost[account] += earnedGhost[from];
            debtGhost[account] += debtGhost[from];
            (earnedGhost[from], debtGhost[from]) = (0, 0);
        }

        vm.prank(address(members));
        token.rebind(from, account);
    }

    function setEmissionCap(uint256 newCap, uint256 wait) external counted {
        _pass(wait, EPOCH);
        capGhost = bound(newCap, 0, 2 * EMISSION_CAP);
        _noteEpoch();

        token.setEmissionCap(capGhost);
    }

    /* BOOKS */

    function epochCount() external view returns (uint256) {
        return epochs.length;
    }

    /// @dev What this epoch still allows; one more than that must be refused.
    function _available() private returns (uint256 available) {
        _noteEpoch();
        uint256 minted = mintedGhost[time / EPOCH];
        available = capGhost > minted ? capGhost - minted : 0;
        assertRefused(
            address(this),
            address(token),
            abi.encodeCall(token.mint, (actors[0], available + 1)),
            IRewardToken.RewardTokenEmissionExceeded.selector
        );
    }

    function _noteEpoch() private {
        uint256 epoch = time / EPOCH;
        if (epochs.length == 0 || epochs[epochs.length - 1] != epoch) epochs.push(epoch);
        if (capGhost > highestCapGhost[epoch]) highestCapGhost[epoch] = capGhost;
    }

    function _credit(address account, uint256 amount) private {
        balanceGhost[account] += amount;
        earnedGhost[account] += amount;
        totalEarnedGhost += amount;
        mintedGhost[time / EPOCH] += amount;
        _repay(account, amount);
    }

    function _repay(address account, uint256 received) private {
        uint256 repaid = received < debtGhost[account] ? received : debtGhost[account];
        debtGhost[account] -= repaid;
        _debitBurned(account, repaid);
    }

    function _escrowHolder(uint256 seed) private view returns (address) {
        return seed % 2 == 0 ? address(store) : GOVERNOR;
    }

    function GOVERNOR_ACCOUNT() external pure returns (address) {
        return GOVERNOR;
    }

    function _debitBurned(address account, uint256 amount) private {
        balanceGhost[account] -= amount;
        totalBurnedGhost += amount;
    }

    function _move(address from, address to, uint256 amount) private {
        balanceGhost[from] -= amount;
        balanceGhost[to] += amount;
    }

    /// @dev Moves as much of `amount` as both balance and allowance have.
    function _transferFrom(address from, address by, address to, uint256 amount) private {
        uint256 allowed = allowanceGhost[from][by];
        uint256 most = allowed < balanceGhost[from] ? allowed : balanceGhost[from];
        amount = bound(amount, 0, most);
        if (allowed != type(uint256).max) allowanceGhost[from][by] -= amount;
        _move(from, to, amount);

        vm.prank(by);
        token.transferFrom(from, to, amount);
    }
}
