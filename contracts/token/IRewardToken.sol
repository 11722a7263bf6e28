// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC7572} from "../shared/IERC7572.sol";

/**
 * @title IRewardToken
 * @notice The community's reward token: earned by contributing, spent in the community's store.
 */
interface IRewardToken is IERC20, IERC7572 {
    /// @notice How freely tokens move. Chosen at deployment, for good.
    /// @dev `Open`: any transfer. `ClosedLoop`: only minting, burning, and to and from the store.
    enum TransferPolicy {
        Open,
        ClosedLoop
    }

    /// @notice The two contracts the token trusts were named.
    /// @param campaigns The only contract that can mint.
    /// @param store The only contract that can take tokens into escrow without an allowance.
    event Wired(address indexed campaigns, address indexed store);

    /// @notice The most that can be minted in one epoch was changed.
    /// @param oldCap The amount until now.
    /// @param newCap The amount from now on.
    event EmissionCapUpdated(uint256 oldCap, uint256 newCap);

    /// @notice The caller is not the contract that may do this.
    /// @param caller Who called.
    error RewardTokenUnauthorized(address caller);

    /// @notice {wire} was called a second time.
    error RewardTokenAlreadyWired();

    /// @notice A needed address was zero.
    error RewardTokenZeroAddress();

    /// @notice An epoch must last at least a second.
    error RewardTokenZeroEpochLength();

    /// @notice Minting this much would pass what one epoch allows.
    /// @param requested What was to be minted.
    /// @param available What this epoch still allows.
    error RewardTokenEmissionExceeded(uint256 requested, uint256 available);

    /// @notice Minting this much would pass the cap on the supply.
    /// @param requested What was to be minted.
    /// @param available What the cap still allows.
    error RewardTokenCapExceeded(uint256 requested, uint256 available);

    /// @notice This token only moves between a member and the store.
    /// @param from Whose tokens.
    /// @param to Where to.
    error RewardTokenTransferClosed(address from, address to);

    /// @notice Two lists that belong together have different lengths.
    error RewardTokenLengthMismatch();

    /// @notice Names the minter and the store.
    /// @dev Callable once, by the admin, right after deployment. Warning: can't be undone.
    /// @param campaigns_ The only contract that will be able to mint.
    /// @param store_ The only contract that will be able to take tokens into escrow.
    function wire(address campaigns_, address store_) external;

    /// @notice Mints newly earned tokens.
    /// @dev Only the campaigns contract. Raises the account's standing by the same amount.
    /// @param account Who has earned.
    /// @param amount How much.
    /// @return standing Everything the account has ever earned, this included.
    function mint(address account, uint256 amount) external returns (uint256 standing);

    /// @notice Mints newly earned tokens to many accounts.
    /// @dev Only the campaigns contract. All or nothing.
    /// @param accounts Who has earned.
    /// @param amounts How much each.
    /// @return standings Everything each account has ever earned, this included.
    function mintBatch(
        address[] calldata accounts,
        uint256[] calldata amounts
    ) external returns (uint256[] memory standings);

    /// @notice Moves tokens of a redeeming member into the store's escrow.
    /// @dev Only the store, which calls it for the account that redeems or has signed the redemption.
    /// @param from Whose tokens.
    /// @param amount How much.
    function escrow(address from, uint256 amount) external;

    /// @notice Changes the most that can be minted in one epoch.
    /// @dev Counts at once, for the present epoch too.
    /// @param newCap The new amount.
    function setEmissionCap(uint256 newCap) external;

    /// @notice Changes where the token's own metadata is.
    /// @param newURI The new address.
    function setContractURI(string calldata newURI) external;

    /// @notice Standing: everything an account has ever earned. Spending never lowers it.
    /// @param account Whose.
    /// @return The amount, in the token's smallest unit.
    function earned(address account) external view returns (uint256);

    /// @notice Everything ever earned by anybody.
    /// @return The amount.
    function totalEarned() external view returns (uint256);

    /// @notice Everything ever burned.
    /// @return The amount.
    function totalBurned() external view returns (uint256);

    /// @notice How much of the present epoch's emission is used.
    /// @return epoch Number of the epoch, counted from the Unix epoch in steps of {epochLength}.
    /// @return minted What was minted in it.
    /// @return cap What may be minted in it.
    function emission() external view returns (uint256 epoch, uint256 minted, uint256 cap);

    /// @notice How long an epoch lasts.
    /// @return Seconds.
    function epochLength() external view returns (uint256);

    /// @notice The most that can ever exist at once; zero means no cap.
    /// @return The amount.
    function supplyCap() external view returns (uint256);

    /// @notice How freely tokens move.
    /// @return The policy.
    function transferPolicy() external view returns (TransferPolicy);

    /// @notice The only contract that can mint.
    /// @return Its address.
    function campaigns() external view returns (address);

    /// @notice The only contract that can take tokens into escrow.
    /// @return Its address.
    function store() external view returns (address);
}
