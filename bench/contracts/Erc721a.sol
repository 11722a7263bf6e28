// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ERC721A} from "erc721a/contracts/ERC721A.sol";

/// @notice ERC721A: a card without votes, cheapest where one account mints many.
contract Erc721aMembership is ERC721A {
    constructor() ERC721A("Membership", "CARD") {}

    function join() external {
        _mint(msg.sender, 1);
    }
}
