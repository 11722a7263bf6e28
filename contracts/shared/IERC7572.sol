// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IERC7572
 * @notice Metadata of a contract itself, as ERC-7572 defines it.
 */
interface IERC7572 {
    /// @notice Says that the text behind {contractURI} has changed.
    event ContractURIUpdated();

    /// @notice Where the name, picture and description of this contract are.
    /// @return The address of a JSON document, or the document itself as a data URI.
    function contractURI() external view returns (string memory);
}
