// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title PackedTrace
 * @notice The history of a number over time, three entries to a storage slot.
 * @dev Like OpenZeppelin's Checkpoints, for numbers that change with nearly every transaction: two entries of three
 * find their slot already written, and the count of entries is kept by the caller, beside what it writes anyway.
 * Entries are added in the order of time and never changed. A time has 37 bits (until the year 6325), a number 48.
 */
library PackedTrace {
    /// @dev The history of one number.
    struct Trace {
        mapping(uint256 word => uint256) _words;
    }

    uint256 private constant LANES = 3;
    uint256 private constant LANE_BITS = 85;
    uint256 private constant TIME_MASK = (1 << 37) - 1;
    uint256 private constant VALUE_BITS = 48;

    /// @dev Adds entry number `index`, which is the count of those before it. `time` is not before that of the last.
    function push(Trace storage trace, uint256 index, uint40 time, uint48 value) internal {
        assert(time <= TIME_MASK);
        uint256 entry = (uint256(time) << VALUE_BITS) | value;
        trace._words[index / LANES] |= entry << ((index % LANES) * LANE_BITS);
    }

    /// @dev What the number was at the end of second `time`: the last of `count` entries that is not later, or zero.
    /// Searches from the newest backwards in growing steps, because most questions are about the recent past.
    function lookup(Trace storage trace, uint256 count, uint256 time) internal view returns (uint256 value) {
        uint256 words = (count + LANES - 1) / LANES;
        // From here on every word at or behind `high` begins too late, and the word at `low` does not.
        uint256 high = words;
        uint256 low = words;
        for (uint256 step = 1; low > 0; step *= 2) {
            low = low > step ? low - step : 0;
            if (_timeAt(trace._words[low], 0) <= time) break;
            high = low;
        }
        if (high == 0) return 0;
        while (high - low > 1) {
            uint256 middle = (low + high) / 2;
            if (_timeAt(trace._words[middle], 0) <= time) low = middle;
            else high = middle;
        }
        uint256 word = trace._words[low];
        uint256 lane = count - low * LANES;
        lane = lane > LANES ? LANES - 1 : lane - 1;
        while (_timeAt(word, lane) > time) --lane;
        return (word >> (lane * LANE_BITS)) & ((1 << VALUE_BITS) - 1);
    }

    function _timeAt(uint256 word, uint256 lane) private pure returns (uint256) {
        return (word >> (lane * LANE_BITS + VALUE_BITS)) & TIME_MASK;
    }
}
