// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {PackedIds} from "../../contracts/shared/PackedIds.sol";
import {Checks} from "../support/Checks.sol";

/// @notice Gives the library's functions an outside, so that reverts can be caught.
contract Keeping {
    using PackedIds for PackedIds.Ids;

    PackedIds.Ids private _ids;

    function get(uint256 index) external view returns (uint256) {
        return _ids.get(index);
    }

    function set(uint256 index, uint256 id) external {
        _ids.set(index, id);
    }

    function word(uint256 index) external view returns (uint256) {
        return _ids.word(index);
    }

    /// @dev Sets the whole slot in which `index` lies.
    function fill(uint256 index, uint256 slot) external {
        _ids._data[index / 8] = slot;
    }
}

contract PackedIdsTest is Checks {
    bytes4 private constant PANIC = 0x4e487b71;

    Keeping private keeping;

    function setUp() public {
        keeping = new Keeping();
    }

    /// @dev Each id is its own lane of 32 bits: writing one leaves the seven beside it as they were.
    function testFuzz_writesLeaveNeighboursAlone(uint256 index, uint256 slot, uint32 id) public {
        keeping.fill(index, slot);
        uint256 lane = index % 8;
        assertEq(keeping.get(index), uint32(slot >> (lane * 32)), "id before");

        keeping.set(index, id);

        assertEq(keeping.get(index), id, "id written");
        uint256 first = index - lane;
        for (uint256 i = 0; i < 8; ++i) {
            if (i != lane) assertEq(keeping.get(first + i), uint32(slot >> (i * 32)), "neighbour");
            assertEq(PackedIds.at(keeping.word(index), i), keeping.get(first + i), "id within its slot");
        }
        if (first >= 8) assertEq(keeping.get(first - 1), 0, "slot before");
        if (first <= type(uint256).max - 15) assertEq(keeping.get(first + 8), 0, "slot after");
    }

    /// @dev Ids have 32 bits; one of 33 is refused.
    function testFuzz_refusesWhatDoesNotFit(uint256 index, uint256 id) public {
        uint256 tooBig = bound(id, uint256(type(uint32).max) + 1, type(uint256).max);
        assertRefused(address(this), address(keeping), abi.encodeCall(keeping.set, (index, tooBig)), PANIC);
        assertEq(keeping.get(index), 0, "id after a refused write");
        keeping.set(index, type(uint32).max);
        assertEq(keeping.get(index), type(uint32).max, "greatest id");
    }
}
