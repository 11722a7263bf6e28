// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title IMembershipCard
 * @notice Draws membership cards.
 */
interface IMembershipCard {
    /// @notice What stands on a card.
    struct Card {
        string community;
        uint256 memberId;
        string tier;
        uint256 tierIndex;
        uint256 tierCount;
        /// Whole reward tokens ever earned.
        uint256 standing;
        string tokenSymbol;
        uint256 joinedAt;
        bool suspended;
    }

    /// @notice The card of a member of the membership that asks, as a data URI.
    /// @dev The card reads what stands on it from the caller.
    /// @param memberId The member's number.
    /// @return The data URI.
    function cardOf(uint256 memberId) external view returns (string memory);

    /// @notice The card as a data URI of JSON, with the picture as a data URI of SVG in it.
    /// @dev Every string is escaped for the place where it stands.
    /// @param card What stands on it.
    /// @return The data URI.
    function tokenURI(Card calldata card) external view returns (string memory);
}
