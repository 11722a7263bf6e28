// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title Rights
 * @notice What a tier can allow its members: one bit each.
 */
library Rights {
    /// @notice To invite others.
    uint8 internal constant INVITE = 1;
    /// @notice To sign attestations.
    uint8 internal constant CURATE = 2;
    /// @notice To make proposals.
    uint8 internal constant PROPOSE = 4;
}
