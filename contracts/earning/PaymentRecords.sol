// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title PaymentRecords
 * @notice How often and how much a campaign has paid each member, two members to a storage slot.
 * @dev As {PackedCounters}, with room for a sum: sixteen bits count, 112 bits add up what was paid and not revoked.
 */
library PaymentRecords {
    /// @dev The records of one campaign.
    struct Records {
        mapping(uint256 bucket => uint256) _data;
    }

    uint256 private constant COUNT_MASK = type(uint16).max;
    uint256 private constant RECORD_MASK = type(uint128).max;
    uint256 private constant SUM_OFFSET = 16;

    /// @dev Reads the record of `index`.
    function get(Records storage records, uint256 index) internal view returns (uint256 count, uint256 sum) {
        uint256 record = (records._data[index >> 1] >> _shift(index)) & RECORD_MASK;
        return (record & COUNT_MASK, record >> SUM_OFFSET);
    }

    /// @dev Counts `times` payments, none or one, and adds what was paid. The caller sees to it that neither field
    /// overflows: it counts to 65,535 at most, and pays at most 96 bits in all.
    function add(Records storage records, uint256 index, uint256 times, uint256 amount) internal {
        unchecked {
            records._data[index >> 1] += ((amount << SUM_OFFSET) + times) << _shift(index);
        }
    }

    /// @dev Takes from the sum, which must reach. The count stays.
    function subtract(Records storage records, uint256 index, uint256 amount) internal {
        (, uint256 sum) = get(records, index);
        assert(amount <= sum);
        unchecked {
            records._data[index >> 1] -= amount << (SUM_OFFSET + _shift(index));
        }
    }

    function _shift(uint256 index) private pure returns (uint256) {
        return (index & 1) << 7;
    }
}
