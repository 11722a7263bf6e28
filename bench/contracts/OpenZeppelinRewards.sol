// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @notice A shop with stock, a limit per buyer and orders that can be refunded.
contract OpenZeppelinStore {
    using SafeERC20 for IERC20;

    struct Item {
        uint128 price;
        uint64 stock;
        uint64 perBuyer;
    }

    struct Order {
        address buyer;
        uint96 paid;
        uint64 itemId;
        uint64 placedAt;
        bool open;
    }

    IERC20 public immutable token;
    uint256 public orderCount;
    mapping(uint256 itemId => Item) public items;
    mapping(uint256 orderId => Order) public orders;
    mapping(uint256 itemId => mapping(address buyer => uint256)) public bought;

    event OrderPlaced(uint256 indexed orderId, uint256 indexed itemId, address indexed buyer, uint256 paid);

    error OrderRefused();

    constructor(IERC20 token_) {
        token = token_;
    }

    function list(uint256 itemId, uint128 price, uint64 stock, uint64 perBuyer) external {
        items[itemId] = Item(price, stock, perBuyer);
    }

    function redeem(uint256 itemId, uint256 maxPrice) external returns (uint256 orderId) {
        Item storage item = items[itemId];
        uint256 count = ++bought[itemId][msg.sender];
        if (item.stock == 0 || item.price > maxPrice || count > item.perBuyer) revert OrderRefused();
        --item.stock;
        orderId = ++orderCount;
        orders[orderId] = Order(
            msg.sender,
            uint96(item.price),
            uint64(itemId),
            uint64(block.timestamp),
            true
        );
        emit OrderPlaced(orderId, itemId, msg.sender, item.price);
        token.safeTransferFrom(msg.sender, address(this), item.price);
    }
}

/// @notice Tickets with check-in, plain and against the holder's signature.
contract OpenZeppelinTickets is ERC721, EIP712, AccessControl {
    struct Presence {
        uint256 ticketId;
        uint256 at;
        bytes signature;
    }

    bytes32 private constant PRESENCE_TYPEHASH = keccak256("Presence(uint256 ticketId,uint256 at)");
    mapping(uint256 ticketId => bool) public checkedIn;

    event CheckedIn(uint256 indexed ticketId, address indexed holder);

    error CheckInRefused();

    constructor() ERC721("Tickets", "TIX") EIP712("Tickets", "1") {
        _grantRole(DEFAULT_ADMIN_ROLE, msg.sender);
    }

    function mint(address account, uint256 ticketId) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _mint(account, ticketId);
    }

    function checkIn(uint256[] calldata ticketIds) external onlyRole(DEFAULT_ADMIN_ROLE) {
        for (uint256 i = 0; i < ticketIds.length; ++i) _checkIn(ticketIds[i]);
    }

    function checkInSigned(Presence[] calldata proofs) external onlyRole(DEFAULT_ADMIN_ROLE) {
        for (uint256 i = 0; i < proofs.length; ++i) {
            Presence calldata proof = proofs[i];
            bytes32 digest = _hashTypedDataV4(
                keccak256(abi.encode(PRESENCE_TYPEHASH, proof.ticketId, proof.at))
            );
            address holder = _requireOwned(proof.ticketId);
            if (!SignatureChecker.isValidSignatureNow(holder, digest, proof.signature))
                revert CheckInRefused();
            _checkIn(proof.ticketId);
        }
    }

    function _checkIn(uint256 ticketId) private {
        if (checkedIn[ticketId]) revert CheckInRefused();
        checkedIn[ticketId] = true;
        emit CheckedIn(ticketId, _requireOwned(ticketId));
    }

    function supportsInterface(
        bytes4 interfaceId
    ) public view override(ERC721, AccessControl) returns (bool) {
        return super.supportsInterface(interfaceId);
    }
}
