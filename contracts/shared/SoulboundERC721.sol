// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IERC5192} from "./IERC5192.sol";

/**
 * @title SoulboundERC721
 * @notice An ERC-721 whose tokens stay with their holder.
 * @dev Storage of holders is left to the contract that inherits, so that it can share a slot with what else is kept of
 * a token: implement {_ownerOf}, {balanceOf} and {_update}. With transfers and approvals refused here, {_update} is
 * reached by minting and burning only.
 */
abstract contract SoulboundERC721 is ERC721, IERC5192 {
    /// @notice The token can't be sold, given away or lent.
    error SoulboundToken();

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view virtual returns (bool) {
        _requireOwned(tokenId);
        return true;
    }

    /// @notice Always refused.
    function approve(address, uint256) public pure override {
        revert SoulboundToken();
    }

    /// @notice Always refused.
    function setApprovalForAll(address, bool) public pure override {
        revert SoulboundToken();
    }

    /// @notice Always refused.
    /// @dev Both forms of safeTransferFrom come through here.
    function transferFrom(address, address, uint256) public pure override {
        revert SoulboundToken();
    }

    /// @notice Which standards the contract answers to (ERC-165).
    /// @param interfaceId The identifier asked about.
    /// @return Whether it does.
    function supportsInterface(bytes4 interfaceId) public view virtual override returns (bool) {
        return interfaceId == type(IERC5192).interfaceId || super.supportsInterface(interfaceId);
    }
}
