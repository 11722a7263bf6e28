// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {PackedTimes} from "../../contracts/shared/PackedTimes.sol";
import {Checks} from "../support/Checks.sol";

/// @notice Gives the library's functions an outside, so that reverts can be caught.
contract Timing {
    using PackedTimes for PackedTimes.Times;

    PackedTimes.Times private _times;

    function get(uint256 index) external view returns (uint256) {
        return _times.get(index);
    }

    function set(uint256 index, uint256 second) external {
        _times.set(index, second);
    }

    /// @dev Sets the whole slot in which `index` lies.
    function fill(uint256 index, uint256 word) external {
        _times._data[index / 8] = word;
    }
}

contract PackedTimesTest is Checks {
    bytes4 private constant PANIC = 0x4e487b71;

    Timing private timing;

    function setUp() public {
        timing = new Timing();
    }

    /// @dev Each second is its own lane of 32 bits: writing it leaves the seven beside it as they were.
    function testFuzz_writesLeaveNeighboursAlone(uint256 index, uint256 word, uint32 second) public {
        timing.fill(index, word);
        uint256 lane = index % 8;
        assertEq(timing.get(index), uint32(word >> (lane * 32)), "second before");

        timing.set(index, second);

        assertEq(timing.get(index), second, "second after");
        uint256 first = index - lane;
        for (uint256 i = 0; i < 8; ++i) {
            if (i != lane) assertEq(timing.get(first + i), uint32(word >> (i * 32)), "neighbour");
        }
        if (first >= 8) assertEq(timing.get(first - 1), 0, "slot before");
        if (first <= type(uint256).max - 15) assertEq(timing.get(first + 8), 0, "slot after");
    }

    /// @dev What does not fit is refused, never cut off.
    function testFuzz_refusesWhatDoesNotFit(uint256 index, uint256 second) public {
        second = bound(second, uint256(type(uint32).max) + 1, type(uint256).max);
        assertRefused(address(this), address(timing), abi.encodeCall(timing.set, (index, second)), PANIC);
    }
}
