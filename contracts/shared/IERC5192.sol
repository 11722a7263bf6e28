// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IERC5192
 * @notice Minimal soulbound tokens, as ERC-5192 defines them.
 * @dev The ERC-165 identifier is 0xb45a3c0e.
 */
interface IERC5192 {
    /// @notice Says that a token can't be transferred from now on.
    /// @param tokenId The token that is bound.
    event Locked(uint256 tokenId);

    /// @notice Says that a token can be transferred from now on.
    /// @param tokenId The token that is free.
    event Unlocked(uint256 tokenId);

    /// @notice Tells whether a token is bound to its holder.
    /// @dev Reverts for a token that does not exist.
    /// @param tokenId The token asked about.
    /// @return Whether it is bound.
    function locked(uint256 tokenId) external view returns (bool);
}
