// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {IBadges} from "../membership/IBadges.sol";
import {IMembership} from "../membership/IMembership.sol";
import {IERC7572} from "../shared/IERC7572.sol";
import {SoulboundERC721} from "../shared/SoulboundERC721.sol";
import {EventCalendar} from "./EventCalendar.sol";
import {IEventTickets} from "./IEventTickets.sol";
import {TicketDoor} from "./TicketDoor.sol";
import {TicketHolders} from "./TicketHolders.sol";

/**
 * @title EventTickets
 * @notice Tickets to the community's events: got by redeeming, passed on at face value, given back in time, shown at the
 * door.
 * @dev Events live in {EventCalendar}, who holds what in {TicketHolders}, refunds in {TicketReturns}, offers in
 * {TicketTransfers}, check-in in {TicketDoor}.
 */
contract EventTickets is TicketDoor, IERC7572 {
    bytes4 private constant ERC4906_INTERFACE_ID = 0x49064906;

    string private _contractURI;

    /**
     * @notice Begins without events; {wire} names the store.
     * @param authority_ The community's AccessManager.
     * @param membership_ The membership whose members hold tickets.
     * @param badges_ The badges that those who come in can be given.
     * @param name_ Name of the tickets.
     * @param symbol_ Symbol of the tickets.
     * @param contractURI_ Where the metadata of the tickets as a whole are (ERC-7572).
     */
    constructor(
        address authority_,
        IMembership membership_,
        IBadges badges_,
        string memory name_,
        string memory symbol_,
        string memory contractURI_
    ) EventCalendar(badges_) TicketHolders(membership_) ERC721(name_, symbol_) AccessManaged(authority_) {
        _contractURI = contractURI_;
    }

    /// @inheritdoc IEventTickets
    function setContractURI(string calldata newURI) external restricted {
        _contractURI = newURI;

        emit ContractURIUpdated();
    }

    /// @inheritdoc IERC7572
    function contractURI() external view returns (string memory) {
        return _contractURI;
    }

    /// @inheritdoc SoulboundERC721
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == ERC4906_INTERFACE_ID ||
            interfaceId == type(IERC7572).interfaceId ||
            super.supportsInterface(interfaceId);
    }
}
