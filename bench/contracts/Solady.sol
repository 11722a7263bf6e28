// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ERC1155} from "solady/src/tokens/ERC1155.sol";
import {ERC20} from "solady/src/tokens/ERC20.sol";
import {ERC721} from "solady/src/tokens/ERC721.sol";
import {LibBitmap} from "solady/src/utils/LibBitmap.sol";
import {MerkleProofLib} from "solady/src/utils/MerkleProofLib.sol";

/// @notice Solady's token: no roles, no votes, no standing.
contract SoladyToken is ERC20 {
    using LibBitmap for LibBitmap.Bitmap;

    LibBitmap.Bitmap private _claimed;
    bytes32 public root;

    event Claimed(uint256 indexed index, address indexed account, uint256 amount);

    error ClaimRefused();

    function name() public pure override returns (string memory) {
        return "Token";
    }

    function symbol() public pure override returns (string memory) {
        return "TKN";
    }

    function setRoot(bytes32 root_) external {
        root = root_;
    }

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function mintBatch(address[] calldata accounts, uint256[] calldata amounts) external {
        for (uint256 i = 0; i < accounts.length; ++i) _mint(accounts[i], amounts[i]);
    }

    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata proof) external {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, account, amount))));
        if (_claimed.get(index) || !MerkleProofLib.verifyCalldata(proof, root, leaf)) revert ClaimRefused();
        _claimed.set(index);
        emit Claimed(index, account, amount);
        _mint(account, amount);
    }
}

/// @notice Solady's ERC-721: a card without votes.
contract SoladyMembership is ERC721 {
    uint256 private _lastId;

    function name() public pure override returns (string memory) {
        return "Membership";
    }

    function symbol() public pure override returns (string memory) {
        return "CARD";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }

    function join() external {
        _mint(msg.sender, ++_lastId);
    }
}

/// @notice Solady's ERC-1155.
contract SoladyBadges is ERC1155 {
    function uri(uint256) public pure override returns (string memory) {
        return "";
    }

    function issue(uint256 badgeId, address[] calldata accounts) external {
        for (uint256 i = 0; i < accounts.length; ++i) _mint(accounts[i], badgeId, 1, "");
    }
}
