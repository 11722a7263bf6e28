// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IRewardToken} from "./IRewardToken.sol";

/**
 * @title RewardTokenBooks
 * @notice The books of the reward token: balances, standing, debt, supply and emission.
 * @dev Balance and standing of a holder share one storage slot, which is why {_update} keeps its own books instead of
 * calling ERC20's: paying a returning member writes one slot, not two. Debt is rare and has a slot of its own; a flag
 * beside the balance says whether to look at it.
 */
abstract contract RewardTokenBooks is IRewardToken, ERC20 {
    using SafeCast for uint256;

    /// @dev What is kept of a holder. One storage slot.
    struct Holding {
        uint120 balance;
        uint120 earned;
        bool indebted;
    }

    /// @dev Supply and emission. One storage slot.
    struct Supply {
        uint96 total;
        uint96 mintedInEpoch;
        uint64 epoch;
    }

    /// @inheritdoc IRewardToken
    uint256 public immutable supplyCap;
    /// @inheritdoc IRewardToken
    uint256 public immutable epochLength;

    // Read together by every mint: one slot.
    address internal _campaigns;
    uint96 internal _emissionCap;

    Supply private _supply;
    /// @inheritdoc IRewardToken
    uint256 public totalBurned;
    /// @inheritdoc IRewardToken
    uint256 public totalRevoked;
    mapping(address holder => Holding) private _holdings;
    mapping(address holder => uint256) private _debts;

    /**
     * @notice Begins without supply.
     * @param supplyCap_ The most that can ever exist at once; zero for no cap.
     * @param epochLength_ Seconds in an epoch of emission.
     * @param emissionCap_ The most that can be minted in one epoch.
     */
    constructor(uint256 supplyCap_, uint256 epochLength_, uint256 emissionCap_) {
        if (epochLength_ == 0) revert RewardTokenZeroEpochLength();

        supplyCap = supplyCap_;
        epochLength = epochLength_;
        _emissionCap = emissionCap_.toUint96();

        emit EmissionCapUpdated(0, emissionCap_);
    }

    /* READING */

    /// @inheritdoc IRewardToken
    function earned(address account) public view returns (uint256) {
        return _holdings[account].earned;
    }

    /// @inheritdoc IRewardToken
    function debtOf(address account) external view returns (uint256) {
        return _debts[account];
    }

    /// @inheritdoc IRewardToken
    function totalEarned() external view returns (uint256) {
        return _supply.total + totalBurned;
    }

    /// @inheritdoc IRewardToken
    function emission() public view returns (uint256 epoch, uint256 minted, uint256 cap) {
        epoch = block.timestamp / epochLength;
        minted = _supply.epoch == epoch ? _supply.mintedInEpoch : 0;
        cap = _emissionCap;
    }

    /// @inheritdoc IRewardToken
    function mintable() external view returns (uint256) {
        (, uint256 minted, uint256 cap) = emission();
        uint256 ofEpoch = cap > minted ? cap - minted : 0;
        uint256 ofSupply = (supplyCap == 0 ? type(uint96).max : supplyCap) - _supply.total;
        return ofEpoch < ofSupply ? ofEpoch : ofSupply;
    }

    /// @inheritdoc IERC20
    function totalSupply() public view virtual override(ERC20, IERC20) returns (uint256) {
        return _supply.total;
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) public view virtual override(ERC20, IERC20) returns (uint256) {
        return _holdings[account].balance;
    }

    /* BOOKS */

    /// @dev Where balances change, beside {_credit}, {_revoke} and {_rebind}.
    function _update(address from, address to, uint256 value) internal virtual override {
        if (from == address(0)) {
            _recordMint(value);
            _credit(to, value);
            return;
        }
        if (to != address(0)) _checkTransferPolicy(from, to);

        uint256 balance = _holdings[from].balance;
        if (balance < value) revert ERC20InsufficientBalance(from, balance, value);
        // Casts are safe: value <= balance <= total supply <= type(uint96).max.
        unchecked {
            _holdings[from].balance = uint120(balance - value);
            if (to == address(0)) {
                _supply.total -= uint96(value);
                totalBurned += value;
            } else {
                _holdings[to].balance += uint120(value);
            }
        }
        emit Transfer(from, to, value);
        // Who owes can't save tokens from revocation by parking them in an order or a deposit.
        if (to != address(0) && _holdings[to].indebted && _holdsEscrow(from)) _repay(to, value);
    }

    /// @dev Adds newly minted tokens to balance and standing with one write. They must be in the supply already.
    function _credit(address to, uint256 value) internal returns (uint256 standing) {
        Holding storage holding = _holdings[to];
        uint256 word;
        assembly ("memory-safe") {
            word := sload(holding.slot)
        }
        // The balance can't overflow: it is part of a supply of 96 bits. The standing must not run into the flag.
        unchecked {
            standing = uint120(word >> 120) + value;
        }
        if (standing >> 120 != 0) revert SafeCast.SafeCastOverflowedUintDowncast(120, standing);
        assembly ("memory-safe") {
            sstore(holding.slot, add(word, add(value, shl(120, value))))
        }
        emit Transfer(address(0), to, value);
        if (word >> 240 != 0) _repay(to, value);
    }

    /// @dev Holds new tokens against the epoch's emission and the cap, and adds them to the supply with one write.
    function _recordMint(uint256 value) internal {
        Supply memory supply = _supply;
        uint64 epoch = uint64(block.timestamp / epochLength);
        if (supply.epoch != epoch) {
            supply.epoch = epoch;
            supply.mintedInEpoch = 0;
        }
        uint256 emissionCap = _emissionCap;
        // A cap that was lowered may lie below what the epoch has minted.
        uint256 available = emissionCap > supply.mintedInEpoch ? emissionCap - supply.mintedInEpoch : 0;
        if (value > available) revert RewardTokenEmissionExceeded(value, available);
        if (supplyCap != 0 && supply.total + value > supplyCap) {
            revert RewardTokenCapExceeded(value, supplyCap - supply.total);
        }

        supply.mintedInEpoch += uint96(value);
        supply.total = (supply.total + value).toUint96();
        _supply = supply;
    }

    /// @dev Lowers standing by the whole amount, burns what is there of it and records the rest as debt.
    function _revoke(address account, uint256 amount) internal {
        Holding storage holding = _holdings[account];
        uint256 standing = holding.earned;
        if (amount > standing) revert RewardTokenRevocationExceedsStanding(account, amount, standing);
        uint256 balance = holding.balance;
        uint256 burned = amount < balance ? amount : balance;
        uint256 debt = _debts[account] + amount - burned;

        holding.earned = uint120(standing - amount);
        totalRevoked += amount;
        if (burned < amount) {
            _debts[account] = debt;
            holding.indebted = true;
        }
        if (burned > 0) _burn(account, burned);

        emit Revoked(account, amount, burned, debt);
    }

    /// @dev Moves balance, standing and debt. Adds to what `to` has, and is right where both are the same.
    function _rebind(address from, address to) internal {
        if (to == address(0)) revert ERC20InvalidReceiver(address(0));
        Holding memory old = _holdings[from];
        uint256 debt = _debts[from];

        delete _holdings[from];
        delete _debts[from];
        Holding memory joined = _holdings[to];
        joined.balance += old.balance;
        joined.earned += old.earned;
        joined.indebted = joined.indebted || old.indebted;
        _holdings[to] = joined;
        if (debt > 0) _debts[to] += debt;

        emit Transfer(from, to, old.balance);
        emit Rebound(from, to, old.balance, old.earned, debt);
    }

    /// @dev Burns of what has just come in as much as is owed.
    function _repay(address account, uint256 received) private {
        uint256 owed = _debts[account];
        uint256 repaid = received < owed ? received : owed;
        if (repaid == 0) return;

        _debts[account] = owed - repaid;
        if (repaid == owed) _holdings[account].indebted = false;
        _burn(account, repaid);

        emit DebtRepaid(account, repaid, owed - repaid);
    }

    /// @dev Refuses what the token's transfer policy does not allow.
    function _checkTransferPolicy(address from, address to) internal view virtual;

    /// @dev Whether an account is one of the contracts that hold members' tokens for them.
    function _holdsEscrow(address account) internal view virtual returns (bool);
}
