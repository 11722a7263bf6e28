// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {PackedCounters} from "../../contracts/shared/PackedCounters.sol";
import {Checks} from "../support/Checks.sol";

/// @notice Gives the library's functions an outside, so that reverts can be caught.
contract Counting {
    using PackedCounters for PackedCounters.Counters;

    PackedCounters.Counters private _counters;

    function get(uint256 index) external view returns (uint256) {
        return _counters.get(index);
    }

    function increment(uint256 index) external returns (uint256) {
        return _counters.increment(index);
    }

    function decrement(uint256 index) external returns (uint256) {
        return _counters.decrement(index);
    }

    /// @dev Sets the whole slot in which `index` lies.
    function fill(uint256 index, uint256 word) external {
        _counters._data[index / 16] = word;
    }
}

contract PackedCountersTest is Checks {
    bytes4 private constant PANIC = 0x4e487b71;

    Counting private counting;
    mapping(uint256 index => uint256) private _model;

    function setUp() public {
        counting = new Counting();
    }

    /// @dev Each counter is its own lane of 16 bits: a step of one leaves the fifteen beside it as they were.
    function testFuzz_stepsLeaveNeighboursAlone(uint256 index, uint256 word, bool up) public {
        counting.fill(index, word);
        uint256 lane = index % 16;
        uint256 before = uint16(word >> (lane * 16));
        assertEq(counting.get(index), before, "counter");

        if (up && before == type(uint16).max) {
            assertRefused(address(this), address(counting), abi.encodeCall(counting.increment, index), PANIC);
        } else if (!up && before == 0) {
            assertRefused(address(this), address(counting), abi.encodeCall(counting.decrement, index), PANIC);
        } else {
            uint256 expected = up ? before + 1 : before - 1;
            assertEq(up ? counting.increment(index) : counting.decrement(index), expected, "answer");
            assertEq(counting.get(index), expected, "counter after the step");
        }

        uint256 first = index - lane;
        for (uint256 i = 0; i < 16; ++i) {
            if (i != lane) assertEq(counting.get(first + i), uint16(word >> (i * 16)), "neighbour");
        }
        if (first >= 16) assertEq(counting.get(first - 1), 0, "slot before");
        if (first <= type(uint256).max - 31) assertEq(counting.get(first + 16), 0, "slot after");
    }

    /// @dev Any history of steps leaves what counting by hand leaves.
    function testFuzz_historiesAddUp(uint8[48] memory indexes, uint256 directions) public {
        for (uint256 i = 0; i < indexes.length; ++i) {
            uint256 index = indexes[i] % 40;
            if ((directions >> i) & 1 == 1 && _model[index] > 0) {
                --_model[index];
                counting.decrement(index);
            } else {
                ++_model[index];
                counting.increment(index);
            }
        }
        for (uint256 index = 0; index < 40; ++index) {
            assertEq(counting.get(index), _model[index], "counter");
        }
    }
}
