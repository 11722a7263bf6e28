// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Burnable} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Burnable.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IERC7572} from "../shared/IERC7572.sol";
import {Words} from "../shared/Words.sol";
import {IRewardToken} from "./IRewardToken.sol";
import {RewardTokenBooks} from "./RewardTokenBooks.sol";

/**
 * @title RewardToken
 * @notice The community's reward token: earned by contributing, spent in the community's store.
 * @dev Who may do what is here; what it does to the books is in {RewardTokenBooks}.
 */
contract RewardToken is RewardTokenBooks, ERC20Permit, ERC20Burnable, AccessManaged {
    using SafeCast for uint256;

    /// @inheritdoc IRewardToken
    TransferPolicy public immutable transferPolicy;

    /// @inheritdoc IRewardToken
    address public store;
    /// @inheritdoc IRewardToken
    address public membership;
    /// @inheritdoc IRewardToken
    address public deposits;
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
    )
        RewardTokenBooks(supplyCap_, epochLength_, emissionCap_)
        ERC20(name_, symbol_)
        ERC20Permit(name_)
        AccessManaged(authority_)
    {
        transferPolicy = transferPolicy_;
        _contractURI = contractURI_;
    }

    /* WIRING AND SETTINGS */

    /// @inheritdoc IRewardToken
    function wire(
        address campaigns_,
        address store_,
        address membership_,
        address deposits_
    ) external restricted {
        if (_campaigns != address(0)) revert RewardTokenAlreadyWired();
        bool missing =
            campaigns_ == address(0) ||
                store_ == address(0) ||
                membership_ == address(0) ||
                deposits_ == address(0);
        if (missing) revert RewardTokenZeroAddress();

        _campaigns = campaigns_;
        store = store_;
        membership = membership_;
        deposits = deposits_;

        emit Wired(campaigns_, store_, membership_, deposits_);
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
        _checkCaller(_campaigns);

        _mint(account, amount);

        return earned(account);
    }

    /// @inheritdoc IRewardToken
    function mintBatch(uint256[] calldata mints) external returns (uint256[] memory standings) {
        _checkCaller(_campaigns);

        // The supply is one slot for everybody: add up first, write it once.
        uint256 total;
        unchecked {
            // Sums of 96 bits don't overflow.
            for (uint256 i = 0; i < mints.length; ++i) total += Words.sent(mints, i) >> 160;
        }
        _recordMint(total);
        standings = new uint256[](mints.length);
        for (uint256 i = 0; i < mints.length; ++i) {
            uint256 word = Words.sent(mints, i);
            if (uint160(word) == 0) revert ERC20InvalidReceiver(address(0));
            Words.put(standings, i, _credit(address(uint160(word)), word >> 160));
        }
        Words.answer(standings);
    }

    /// @inheritdoc IRewardToken
    function revoke(address account, uint256 amount) external {
        _checkCaller(_campaigns);

        _revoke(account, amount);
    }

    /* HOLDING */

    /// @inheritdoc IRewardToken
    function rebind(address from, address to) external {
        _checkCaller(membership);

        _rebind(from, to);
    }

    /// @inheritdoc IRewardToken
    function escrow(address from, uint256 amount) external {
        if (!_holdsEscrow(msg.sender)) revert RewardTokenUnauthorized(msg.sender);

        _transfer(from, msg.sender, amount);
    }

    /* READING */

    /// @inheritdoc IRewardToken
    function campaigns() external view returns (address) {
        return _campaigns;
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc RewardTokenBooks
    function totalSupply() public view override(RewardTokenBooks, ERC20) returns (uint256) {
        return super.totalSupply();
    }

    /// @inheritdoc RewardTokenBooks
    function balanceOf(address account) public view override(RewardTokenBooks, ERC20) returns (uint256) {
        return super.balanceOf(account);
    }

    function _update(address from, address to, uint256 value) internal override(RewardTokenBooks, ERC20) {
        super._update(from, to, value);
    }

    function _checkTransferPolicy(address from, address to) internal view override {
        if (transferPolicy == TransferPolicy.Open) return;
        // Members spend more often than they are refunded, so `to` is the more likely one.
        if (!_holdsEscrow(to) && !_holdsEscrow(from)) revert RewardTokenTransferClosed(from, to);
    }

    function _holdsEscrow(address account) internal view override returns (bool) {
        return account == store || account == deposits;
    }

    function _checkCaller(address trusted) private view {
        if (msg.sender != trusted) revert RewardTokenUnauthorized(msg.sender);
    }
}
