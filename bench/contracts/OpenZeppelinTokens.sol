// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {ERC2771Context} from "@openzeppelin/contracts/metatx/ERC2771Context.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {Context} from "@openzeppelin/contracts/utils/Context.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @notice A token whose minters are a role.
contract OpenZeppelinToken is ERC20, AccessControl {
    bytes32 public constant MINTER = keccak256("MINTER");

    constructor() ERC20("Token", "TKN") {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
        _grantRole(MINTER, msg.sender);
    }

    function mint(address account, uint256 amount) external onlyRole(MINTER) {
        _mint(account, amount);
    }

    function mintBatch(address[] calldata accounts, uint256[] calldata amounts) external onlyRole(MINTER) {
        for (uint256 i = 0; i < accounts.length; ++i) _mint(accounts[i], amounts[i]);
    }
}

/// @notice A token whose holders vote, as most communities issue it.
contract OpenZeppelinVotesToken is ERC20, ERC20Permit, ERC20Votes {
    constructor() ERC20("Votes", "VTS") ERC20Permit("Votes") {}

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function mintBatch(address[] calldata accounts, uint256[] calldata amounts) external {
        for (uint256 i = 0; i < accounts.length; ++i) _mint(accounts[i], amounts[i]);
    }

    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }

    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }
}

/// @notice Pays whoever a signed voucher names, once.
contract OpenZeppelinVouchers is EIP712 {
    bytes32 private constant VOUCHER_TYPEHASH = keccak256(
        "Voucher(address account,uint256 amount,bytes32 subject,uint256 deadline)"
    );

    OpenZeppelinToken public immutable token;
    address public immutable issuer;
    mapping(bytes32 voucher => bool) public used;

    event VoucherClaimed(address indexed account, bytes32 indexed subject, uint256 amount);

    error VoucherRefused();

    constructor(OpenZeppelinToken token_, address issuer_) EIP712("Vouchers", "1") {
        token = token_;
        issuer = issuer_;
    }

    function claim(
        address account,
        uint256 amount,
        bytes32 subject,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 digest = _hashTypedDataV4(
            keccak256(abi.encode(VOUCHER_TYPEHASH, account, amount, subject, deadline))
        );
        bool valid =
            block.timestamp <= deadline &&
                !used[digest] &&
                SignatureChecker.isValidSignatureNow(issuer, digest, signature);
        if (!valid) revert VoucherRefused();
        used[digest] = true;
        emit VoucherClaimed(account, subject, amount);
        token.mint(account, amount);
    }
}

/// @notice Pays the leaves of a Merkle tree, each once.
contract OpenZeppelinDistributor {
    using BitMaps for BitMaps.BitMap;

    OpenZeppelinToken public immutable token;
    bytes32 public immutable root;
    BitMaps.BitMap private _claimed;

    event Claimed(uint256 indexed index, address indexed account, uint256 amount);

    error ClaimRefused();

    constructor(OpenZeppelinToken token_, bytes32 root_) {
        token = token_;
        root = root_;
    }

    function claim(uint256 index, address account, uint256 amount, bytes32[] calldata proof) external {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, account, amount))));
        if (_claimed.get(index) || !MerkleProof.verifyCalldata(proof, root, leaf)) revert ClaimRefused();
        _claimed.set(index);
        emit Claimed(index, account, amount);
        token.mint(account, amount);
    }
}

/// @notice A token that trusts a forwarder of signed requests (ERC-2771).
contract OpenZeppelinForwardedToken is ERC20, ERC2771Context {
    constructor(address forwarder) ERC20("Token", "TKN") ERC2771Context(forwarder) {}

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function _msgSender() internal view override(Context, ERC2771Context) returns (address) {
        return super._msgSender();
    }

    function _msgData() internal view override(Context, ERC2771Context) returns (bytes calldata) {
        return super._msgData();
    }

    function _contextSuffixLength() internal view override(Context, ERC2771Context) returns (uint256) {
        return super._contextSuffixLength();
    }
}
