// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IERC7572} from "../shared/IERC7572.sol";
import {IRewardToken} from "./IRewardToken.sol";

/**
 * @title RewardToken
 * @notice The community's reward token: earned by contributing, spent in the community's store.
 * @dev Balance and standing of a holder share one storage slot, which is why {_update} keeps its own books instead of
 * calling ERC20's: paying a returning member writes one slot, not two.
 */
contract RewardToken is IRewardToken, ERC20, ERC20Permit, ERC20Burnable, AccessManaged {
    using SafeCast for uint256;

    /// @dev What is kept of a holder. One storage slot.
    struct Holding {
        uint128 balance;
        uint128 earned;
    }

    /// @dev Supply and emission. One storage slot.
    struct Supply {
        uint96 total;
        uint96 mintedInEpoch;
        uint64 epoch;
    }

    /// @inheritdoc IRewardToken
    TransferPolicy public immutable transferPolicy;
    /// @inheritdoc IRewardToken
    uint256 public immutable supplyCap;
    /// @inheritdoc IRewardToken
    uint256 public immutable epochLength;

    // Read together by every mint: one slot.
    address private _campaigns;
    uint96 private _emissionCap;

    /// @inheritdoc IRewardToken
    address public store;
    Supply private _supply;
    /// @inheritdoc IRewardToken
    uint256 public totalBurned;
    mapping(address holder => Holding) private _holdings;
    string private _contractURI;

    /**
     * @notice Begins without supply; {wire} names who can mint.
     * @param authority_ The community's AccessManager.
     * @param name_ Name of the token.
     * @param symbol_ Symbol of the token.
     * @param transferPolicy_ How freely it moves, for good.
     * @param supplyCap_ The most that can ever exist at once; zero for no cap.
     * @param epochLength_ Seconds in an epoch of emission.
     * @param emissionCap_ The most that can be minted in one epoch.
     * @param contractURI_ Where its metadata is (ERC-7572).
     */
    constructor(
        address authority_,
        string memory name_,
        string memory symbol_,
        TransferPolicy transferPolicy_,
        uint256 supplyCap_,
        uint256 epochLength_,
        uint256 emissionCap_,
        string memory contractURI_
    ) ERC20(name_, symbol_) ERC20Permit(name_) AccessManaged(authority_) {
        if (epochLength_ == 0) revert RewardTokenZeroEpochLength();

        transferPolicy = transferPolicy_;
        supplyCap = supplyCap_;
        epochLength = epochLength_;
        _emissionCap = emissionCap_.toUint96();
        _contractURI = contractURI_;

        emit EmissionCapUpdated(0, emissionCap_);
    }

    /* WIRING AND SETTINGS */

    /// @inheritdoc IRewardToken
    function wire(address campaigns_, address store_) external restricted {
        if (_campaigns != address(0)) revert RewardTokenAlreadyWired();
        if (campaigns_ == address(0) || store_ == address(0)) revert RewardTokenZeroAddress();

        _campaigns = campaigns_;
        store = store_;

        emit Wired(campaigns_, store_);
    }

    /// @inheritdoc IRewardToken
    function setEmissionCap(uint256 newCap) external restricted {
        uint256 oldCap = _emissionCap;

        _emissionCap = newCap.toUint96();

        emit EmissionCapUpdated(oldCap, newCap);
    }

    /// @inheritdoc IRewardToken
    function setContractURI(string calldata newURI) external restricted {
        _contractURI = newURI;

        emit ContractURIUpdated();
    }

    /* EARNING */

    /// @inheritdoc IRewardToken
    function mint(address account, uint256 amount) external returns (uint256 standing) {
        _checkMinter();

        _mint(account, amount);

        return _holdings[account].earned;
    }

    /// @inheritdoc IRewardToken
    function mintBatch(
        address[] calldata accounts,
        uint256[] calldata amounts
    ) external returns (uint256[] memory standings) {
        _checkMinter();
        if (accounts.length != amounts.length) revert RewardTokenLengthMismatch();

        // The supply is one slot for everybody: add up first, write it once.
        uint256 total;
        standings = new uint256[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            if (accounts[i] == address(0)) revert ERC20InvalidReceiver(address(0));
            total += amounts[i];
            standings[i] = _creditEarned(accounts[i], amounts[i]);
        }
        _recordMint(total);
    }

    /* SPENDING */

    /// @inheritdoc IRewardToken
    function escrow(address from, uint256 amount) external {
        if (msg.sender != store) revert RewardTokenUnauthorized(msg.sender);

        _transfer(from, msg.sender, amount);
    }

    /* READING */

    /// @inheritdoc IRewardToken
    function earned(address account) external view returns (uint256) {
        return _holdings[account].earned;
    }

    /// @inheritdoc IRewardToken
    function totalEarned() external view returns (uint256) {
        return _supply.total + totalBurned;
    }

    /// @inheritdoc IRewardToken
    function emission() external view returns (uint256 epoch, uint256 minted, uint256 cap) {
        epoch = block.timestamp / epochLength;
        minted = _supply.epoch == epoch ? _supply.mintedInEpoch : 0;
        cap = _emissionCap;
    }

    /// @inheritdoc IRewardToken
    function campaigns() external view returns (address) {
        return _campaigns;
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc IERC20
    function totalSupply() public view override(ERC20, IERC20) returns (uint256) {
        return _supply.total;
    }

    /// @inheritdoc IERC20
    function balanceOf(address account) public view override(ERC20, IERC20) returns (uint256) {
        return _holdings[account].balance;
    }

    /* BOOKS */

    /// @dev The one place, beside {mintBatch}, where balances, standing and supply change.
    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0)) {
            _recordMint(value);
            _creditEarned(to, value);
            return;
        }
        if (to != address(0)) _checkTransferPolicy(from, to);

        uint256 balance = _holdings[from].balance;
        if (balance < value) revert ERC20InsufficientBalance(from, balance, value);
        // Casts are safe: value <= balance <= total supply <= type(uint96).max.
        unchecked {
            _holdings[from].balance = uint128(balance - value);
            if (to == address(0)) {
                _supply.total -= uint96(value);
                totalBurned += value;
            } else {
                _holdings[to].balance += uint128(value);
            }
        }
        emit Transfer(from, to, value);
    }

    /// @dev Adds newly minted tokens to balance and standing with one write.
    function _creditEarned(address to, uint256 value) private returns (uint256 standing) {
        Holding memory holding = _holdings[to];
        holding.balance += value.toUint128();
        holding.earned += uint128(value);
        _holdings[to] = holding;
        emit Transfer(address(0), to, value);
        return holding.earned;
    }

    /// @dev Holds new tokens against the epoch's emission and the cap, and adds them to the supply with one write.
    function _recordMint(uint256 value) private {
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

    function _checkMinter() private view {
        if (msg.sender != _campaigns) revert RewardTokenUnauthorized(msg.sender);
    }

    function _checkTransferPolicy(address from, address to) private view {
        if (transferPolicy == TransferPolicy.Open) return;
        if (from != store && to != store) revert RewardTokenTransferClosed(from, to);
    }
}
