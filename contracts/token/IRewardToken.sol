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
    /// @dev `Open`: any transfer. `ClosedLoop`: only minting, burning, and to and from the store and the deposits.
    enum TransferPolicy {
        Open,
        ClosedLoop
    }

    /// @notice The contracts the token trusts were named.
    /// @param campaigns The only contract that can mint and revoke.
    /// @param store Takes the price of what is redeemed into escrow, without an allowance.
    /// @param membership The only contract that can move a holding to a member's new wallet.
    /// @param deposits Takes deposits for proposals into escrow, without an allowance.
    event Wired(
        address indexed campaigns,
        address indexed store,
        address indexed membership,
        address deposits
    );

    /// @notice Everything an account held went to its member's new wallet.
    /// @param from The old wallet.
    /// @param to The new wallet.
    /// @param balance Tokens that moved.
    /// @param standing Standing that moved.
    /// @param debt Debt that moved.
    event Rebound(address indexed from, address indexed to, uint256 balance, uint256 standing, uint256 debt);

    /// @notice Earned tokens were taken back.
    /// @param account Whose.
    /// @param amount How much standing fell.
    /// @param burned How much of it was still there and was burned.
    /// @param debt What the account owes now.
    event Revoked(address indexed account, uint256 amount, uint256 burned, uint256 debt);

    /// @notice Debt was repaid out of tokens that came in.
    /// @param account Whose.
    /// @param amount How much, burned at once.
    /// @param debt What the account owes now.
    event DebtRepaid(address indexed account, uint256 amount, uint256 debt);

    /// @notice The most that can be minted in one epoch was changed.
    /// @param oldCap The amount until now.
    /// @param newCap The amount from now on.
    event EmissionCapUpdated(uint256 oldCap, uint256 newCap);

    /// @notice The caller is not the contract that may do this.
    /// @param caller Who called.
    error RewardTokenUnauthorized(address caller);

    /// @notice More was to be revoked than the account has ever earned.
    /// @param account Whose.
    /// @param amount What was to be revoked.
    /// @param standing What the account has earned, less what was revoked before.
    error RewardTokenRevocationExceedsStanding(address account, uint256 amount, uint256 standing);

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

    /// @notice This token only moves between a member and the community's store or what holds its deposits.
    /// @param from Whose tokens.
    /// @param to Where to.
    error RewardTokenTransferClosed(address from, address to);

    /// @notice Names the contracts the token trusts.
    /// @dev Callable once, by the admin, right after deployment. Warning: can't be undone.
    /// @param campaigns_ The only contract that will be able to mint and revoke.
    /// @param store_ Will be able to take tokens into escrow.
    /// @param membership_ The only contract that will be able to rebind.
    /// @param deposits_ Will be able to take tokens into escrow.
    function wire(address campaigns_, address store_, address membership_, address deposits_) external;

    /// @notice Mints newly earned tokens.
    /// @dev Only the campaigns contract. Raises the account's standing by the same amount.
    /// @param account Who has earned.
    /// @param amount How much.
    /// @return standing Everything the account has ever earned, this included.
    function mint(address account, uint256 amount) external returns (uint256 standing);

    /// @notice Mints newly earned tokens to many accounts.
    /// @dev Only the campaigns contract. All or nothing.
    /// @param mints A word for each: who has earned in the lower 160 bits, how much in the upper 96.
    /// @return standings Everything each account has ever earned, this included.
    function mintBatch(uint256[] calldata mints) external returns (uint256[] memory standings);

    /// @notice Takes earned tokens back: burns what is still there, and records the rest as debt.
    /// @dev Only the campaigns contract. Standing falls by the whole amount. What the account earns later, and what the
    /// store or the deposits pay back to it, repays the debt first.
    /// @param account Whose.
    /// @param amount How much, at most the account's standing.
    function revoke(address account, uint256 amount) external;

    /// @notice Moves everything an account holds to its member's new wallet: balance, standing and debt.
    /// @dev Only the membership. What `to` has is kept and added to. Allowances and permit nonces stay with `from`.
    /// @param from The old wallet.
    /// @param to The new wallet.
    function rebind(address from, address to) external;

    /// @notice Moves tokens of a member into the escrow of the caller.
    /// @dev Only the store, which calls it for the account that redeems or has signed the redemption, and the contract of
    /// deposits, which calls it for the account that proposes.
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

    /// @notice Standing: everything an account has ever earned, less what was revoked. Spending never lowers it.
    /// @param account Whose.
    /// @return The amount, in the token's smallest unit.
    function earned(address account) external view returns (uint256);

    /// @notice What an account owes because more was revoked than it still had.
    /// @param account Whose.
    /// @return The amount.
    function debtOf(address account) external view returns (uint256);

    /// @notice Everything ever revoked, whether it was still there or became debt.
    /// @dev The standings of all accounts add up to {totalEarned} less this.
    /// @return The amount.
    function totalRevoked() external view returns (uint256);

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

    /// @notice How much can be minted now: what epoch and supply cap still allow, whichever is less.
    /// @return The amount.
    function mintable() external view returns (uint256);

    /// @notice How long an epoch lasts.
    /// @return Seconds.
    function epochLength() external view returns (uint256);

    /// @notice The most that can ever exist at once; zero means no cap.
    /// @return The amount.
    function supplyCap() external view returns (uint256);

    /// @notice How freely tokens move.
    /// @return The policy.
    function transferPolicy() external view returns (TransferPolicy);

    /// @notice The only contract that can mint and revoke.
    /// @return Its address.
    function campaigns() external view returns (address);

    /// @notice The contract that takes the price of what is redeemed into escrow.
    /// @return Its address.
    function store() external view returns (address);

    /// @notice The only contract that can move a holding to a member's new wallet.
    /// @return Its address.
    function membership() external view returns (address);

    /// @notice The contract that takes deposits for proposals into escrow.
    /// @return Its address.
    function deposits() external view returns (address);
}
