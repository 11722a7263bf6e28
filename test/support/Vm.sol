// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title Vm
 * @notice The cheatcodes of Hardhat's Solidity tests that these tests use.
 */
interface Vm {
    /// @notice Makes the next call come from another account.
    function prank(address sender) external;

    /// @notice Sets the time of the present block.
    function warp(uint256 timestamp) external;

    /// @notice Drops the inputs of a fuzz run that do not fit.
    function assume(bool condition) external pure;

    /// @notice Signs a digest with a private key.
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);

    /// @notice The account of a private key.
    function addr(uint256 privateKey) external pure returns (address);

    /// @notice The creation code of a compiled contract, by `path/File.sol:Name`.
    function getCode(string calldata name) external view returns (bytes memory);
}
