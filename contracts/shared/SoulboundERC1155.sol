// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {IMembership} from "../membership/IMembership.sol";
import {IERC5192} from "./IERC5192.sol";
import {IERC7572} from "./IERC7572.sol";

/**
 * @title SoulboundERC1155
 * @notice An ERC-1155 whose tokens stay with the member who has them: one or none of each.
 * @dev What a member has is kept by `memberId` in the contract that inherits; a balance is looked up through the
 * membership each time. So a new wallet of the member has all of it without a write, and whoever has left or is
 * suspended shows nothing until coming back. No transfer event tells of those two.
 *
 * The receiver is never asked (`onERC1155Received`): nothing arrives that could get stuck, since it can't be sent on,
 * a wallet that is a contract need not be made for it, and no code of theirs runs in the midst of a batch for others.
 *
 * {locked} and its event are those of ERC-5192, which speaks of ERC-721; here they speak of a whole id.
 */
abstract contract SoulboundERC1155 is ERC1155, AccessManaged, IERC5192, IERC7572 {
    /// @notice The community's membership.
    IMembership public immutable membership;

    mapping(uint256 id => string) private _uris;
    string private _contractURI;

    /// @notice The token can't be sold, given away or lent.
    error SoulboundToken();

    /// @notice Ties balances to the membership.
    /// @param authority_ The community's AccessManager.
    /// @param membership_ The community's membership.
    /// @param contractURI_ Where the metadata of the contract is (ERC-7572).
    constructor(
        address authority_,
        IMembership membership_,
        string memory contractURI_
    ) ERC1155("") AccessManaged(authority_) {
        membership = membership_;
        _contractURI = contractURI_;
    }

    /// @notice Changes where the metadata of the contract is.
    /// @param newURI The new address.
    function setContractURI(string calldata newURI) external restricted {
        _contractURI = newURI;

        emit ContractURIUpdated();
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        _requireExists(tokenId);
        return true;
    }

    /// @notice Whether an account has a token: 1 or 0.
    /// @param account The account.
    /// @param id The token.
    /// @return 1 for an active member who has it.
    function balanceOf(address account, uint256 id) public view override returns (uint256) {
        uint256 memberId = membership.memberOf(account);
        return memberId != 0 && _has(id, memberId) ? 1 : 0;
    }

    /// @notice Where the metadata of a token is.
    /// @param id The token.
    /// @return The address of a JSON document, or the document itself as a data URI.
    function uri(uint256 id) public view override returns (string memory) {
        _requireExists(id);
        return _uris[id];
    }

    /// @notice Always refused.
    function setApprovalForAll(address, bool) public pure override {
        revert SoulboundToken();
    }

    /// @notice Always refused.
    function safeTransferFrom(address, address, uint256, uint256, bytes memory) public pure override {
        revert SoulboundToken();
    }

    /// @notice Always refused.
    function safeBatchTransferFrom(
        address,
        address,
        uint256[] memory,
        uint256[] memory,
        bytes memory
    ) public pure override {
        revert SoulboundToken();
    }

    /// @notice Which standards the contract answers to (ERC-165).
    /// @param interfaceId The identifier asked about.
    /// @return Whether it does.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IERC7572).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /// @dev Whether a member has a token, active or not.
    function _has(uint256 id, uint256 memberId) internal view virtual returns (bool);

    /// @dev Reverts for a token that does not exist.
    function _requireExists(uint256 id) internal view virtual;

    function _setURI(uint256 id, string calldata newURI) internal {
        _uris[id] = newURI;

        emit URI(newURI, id);
    }

    /// @dev The balances of {ERC1155} stay empty: nothing may be minted or burned past the books by `memberId`.
    function _update(address, address, uint256[] memory, uint256[] memory) internal pure override {
        revert SoulboundToken();
    }
}
