// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title Roles
 * @notice The numbers of the roles that the community's AccessManager knows.
 * @dev The full table, role by function, is `deploy/roles.ts`; a test compares it with the chain. Role 0 is
 * AccessManager's own ADMIN_ROLE.
 */
library Roles {
    /// @notice Daily work of the brand: campaigns, catalogue, events, invitations.
    uint64 internal constant OPERATOR = 1;
    /// @notice Signs attestations and awards rewards inside a campaign's budget.
    uint64 internal constant ATTESTER = 2;
    /// @notice Marks redemptions fulfilled.
    uint64 internal constant FULFILMENT = 3;
    /// @notice Checks tickets in.
    uint64 internal constant DOOR = 4;
    /// @notice Can cancel a proposal, and nothing else. The governor names its guardian itself; this role says who it is.
    uint64 internal constant GUARDIAN = 5;
}
