// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IRelay
 * @notice Hands many members' signed requests to the community's contracts in one transaction.
 * @dev It keeps nothing, holds nothing and has no rights: every request proves itself where it arrives, so anybody may
 * relay. A request that is refused takes nothing with it; its outcome is an event, and what it had changed is undone, so
 * that no nonce is spent by a failure.
 *
 * Warning: tokens sent to the relay belong to nobody. Nobody should send it any.
 */
interface IRelay {
    /// @notice Functions of one contract that the relay passes on.
    struct Destination {
        /// The contract.
        address target;
        /// Selectors of its functions.
        bytes4[] selectors;
    }

    /// @notice One call to pass on.
    struct Request {
        /// The contract that is called.
        address target;
        /// Gas that the call gets, exactly.
        uint256 gasLimit;
        /// The call: a function that carries a signature, or that serves whom it names.
        bytes data;
    }

    /// @notice A request was carried out.
    /// @param requestHash Hash of the request's data: whoever signed it can find it.
    /// @param target The contract that was called.
    event RequestRelayed(bytes32 indexed requestHash, address indexed target);

    /// @notice A request was refused and has changed nothing.
    /// @param requestHash Hash of the request's data.
    /// @param target The contract that was called.
    /// @param gasLimit Gas that the call got. An empty reason with a low limit may mean that it was not enough.
    /// @param reason What the contract answered, cut off after 256 bytes.
    event RequestRefused(bytes32 indexed requestHash, address indexed target, uint256 gasLimit, bytes reason);

    /// @notice A destination is not a contract.
    /// @param target The address.
    error RelayDestinationNotContract(address target);

    /// @notice The relay does not pass on this function.
    /// @param index The request at fault.
    /// @param target The contract it is for.
    /// @param selector The function.
    error RelayFunctionNotRelayed(uint256 index, address target, bytes4 selector);

    /// @notice The request is given so little gas that a good one could fail.
    /// @param index The request at fault.
    /// @param gasLimit Gas it would get.
    /// @param minimum Gas it must get.
    error RelayGasLimitTooLow(uint256 index, uint256 gasLimit, uint256 minimum);

    /// @notice The transaction has too little gas left for a request. Nothing at all was relayed.
    /// @param index The request that could not be given its gas.
    /// @param available Gas that was left.
    /// @param needed Gas that must be left.
    error RelayOutOfGas(uint256 index, uint256 available, uint256 needed);

    /// @notice Passes on requests in order. One that is refused does not hold up the others.
    /// @dev Calling it without sending a transaction tells which would be refused.
    /// @param requests The requests.
    /// @return relayed Which of them were carried out.
    function relay(Request[] calldata requests) external returns (bool[] memory relayed);

    /// @notice Whether the relay passes on a function.
    /// @param target The contract.
    /// @param selector The function.
    /// @return Whether it does.
    function isRelayed(address target, bytes4 selector) external view returns (bool);

    /// @notice The least gas that a request must be given.
    /// @return The gas.
    function MIN_GAS_LIMIT() external view returns (uint256);
}
