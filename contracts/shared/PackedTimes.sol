// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title PackedTimes
 * @notice Seconds, one per member, eight to a storage slot.
 * @dev As {PackedCounters}, with 32 bits: they last until 2106.
 */
library PackedTimes {
    /// @dev The seconds of one room.
    struct Times {
        mapping(uint256 bucket => uint256) _data;
    }

    uint256 private constant MASK = type(uint32).max;

    /// @dev Reads the second of `index`.
    function get(Times storage times, uint256 index) internal view returns (uint256) {
        return (times._data[index >> 3] >> _shift(index)) & MASK;
    }

    /// @dev Writes the second of `index`. Reverts instead of running into its neighbour.
    function set(Times storage times, uint256 index, uint256 second) internal {
        assert(second <= MASK);
        uint256 shift = _shift(index);
        times._data[index >> 3] = (times._data[index >> 3] & ~(MASK << shift)) | (second << shift);
    }

    function _shift(uint256 index) private pure returns (uint256) {
        return (index & 0x7) << 5;
    }
}
