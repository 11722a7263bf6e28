// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title PackedCounters
 * @notice Small counters, one per member, sixteen to a storage slot.
 * @dev Like OpenZeppelin's BitMaps with 16 bits instead of one: neighbours share a slot, so counting for one more
 * member seldom writes a fresh one.
 */
library PackedCounters {
    /// @dev The counters of one campaign or reward.
    struct Counters {
        mapping(uint256 bucket => uint256) _data;
    }

    uint256 private constant MASK = type(uint16).max;

    /// @dev Reads the counter of `index`.
    function get(Counters storage counters, uint256 index) internal view returns (uint256) {
        return (counters._data[index >> 4] >> _shift(index)) & MASK;
    }

    /// @dev Adds one to the counter of `index`. Reverts instead of running into its neighbour.
    function increment(Counters storage counters, uint256 index) internal returns (uint256 count) {
        count = get(counters, index) + 1;
        assert(count <= MASK);
        unchecked {
            counters._data[index >> 4] += 1 << _shift(index);
        }
    }

    /// @dev Takes one from the counter of `index`. Reverts at zero.
    function decrement(Counters storage counters, uint256 index) internal returns (uint256 count) {
        count = get(counters, index) - 1;
        unchecked {
            counters._data[index >> 4] -= 1 << _shift(index);
        }
    }

    function _shift(uint256 index) private pure returns (uint256) {
        return (index & 0xf) << 4;
    }
}
