// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ERC721Votes} from "@openzeppelin/contracts/token/ERC721/extensions/ERC721Votes.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice A membership card with votes as OpenZeppelin's modules give it; members vote once they have delegated.
contract OpenZeppelinMembership is ERC721, EIP712, ERC721Votes {
    uint256 private _lastId;

    constructor() ERC721("Membership", "CARD") EIP712("Membership", "1") {}

    /// @notice Joins, with a vote that counts.
    function join() external {
        _mint(msg.sender, ++_lastId);
        _delegate(msg.sender, msg.sender);
    }

    function _update(
        address to,
        uint256 tokenId,
        address auth
    ) internal override(ERC721, ERC721Votes) returns (address) {
        return super._update(to, tokenId, auth);
    }

    function _increaseBalance(address account, uint128 value) internal override(ERC721, ERC721Votes) {
        super._increaseBalance(account, value);
    }
}

/// @notice Badges as OpenZeppelin's ERC1155 gives them.
contract OpenZeppelinBadges is ERC1155 {
    constructor() ERC1155("") {}

    /// @notice Gives many accounts a badge.
    function issue(uint256 badgeId, address[] calldata accounts) external {
        for (uint256 i = 0; i < accounts.length; ++i) _mint(accounts[i], badgeId, 1, "");
    }
}
