// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title PackedIds
 * @notice Numbers of 32 bits by index, eight to a storage slot.
 * @dev Neighbours share a slot, so keeping one more seldom writes a fresh one. Zero stands for none.
 */
library PackedIds {
    /// @dev The ids.
    struct Ids {
        mapping(uint256 bucket => uint256) _data;
    }

    uint256 private constant MASK = type(uint32).max;

    /// @dev Reads the id at `index`.
    function get(Ids storage ids, uint256 index) internal view returns (uint256) {
        return at(word(ids, index), index);
    }

    /// @dev Writes the id at `index`. Reverts for one of more than 32 bits instead of running into its neighbour.
    function set(Ids storage ids, uint256 index, uint256 id) internal {
        assert(id <= MASK);
        uint256 shift = _shift(index);
        uint256 bucket = index >> 3;
        ids._data[bucket] = (ids._data[bucket] & ~(MASK << shift)) | (id << shift);
    }

    /// @dev The slot that holds the id at `index`, for those who read neighbours together.
    function word(Ids storage ids, uint256 index) internal view returns (uint256) {
        return ids._data[index >> 3];
    }

    /// @dev The id at `index` within its slot.
    function at(uint256 slot, uint256 index) internal pure returns (uint256) {
        return (slot >> _shift(index)) & MASK;
    }

    function _shift(uint256 index) private pure returns (uint256) {
        return (index & 7) << 5;
    }
}
