// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {PackedCounters} from "../shared/PackedCounters.sol";

/**
 * @title PackedCountersHarness
 * @notice Opens the library {PackedCounters} to tests.
 */
contract PackedCountersHarness {
    using PackedCounters for PackedCounters.Counters;

    PackedCounters.Counters private _counters;

    /// @notice A counter went up or down.
    /// @param index The counter.
    /// @param count What it shows now.
    event Counted(uint256 index, uint256 count);

    /// @notice Adds one.
    /// @param index The counter.
    function increment(uint256 index) external {
        emit Counted(index, _counters.increment(index));
    }

    /// @notice Takes one.
    /// @param index The counter.
    function decrement(uint256 index) external {
        emit Counted(index, _counters.decrement(index));
    }

    /// @notice What a counter shows.
    /// @param index The counter.
    /// @return The count.
    function get(uint256 index) external view returns (uint256) {
        return _counters.get(index);
    }
}
