// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRelay} from "../shared/IRelay.sol";

/**
 * @title RelayTarget
 * @notice What a relayed request could meet, for tests: contracts that refuse, flood, burn gas or call back.
 */
contract RelayTarget {
    /// @notice How often {note} worked.
    uint256 public notes;
    /// @notice Gas that the last {note} began with.
    uint256 public gasSeen;
    /// @notice Who called {note} last.
    address public caller;

    /// @notice The target refuses.
    /// @param number What it was asked.
    error RelayTargetRefuses(uint256 number);

    /// @notice Counts its calls.
    function note() external {
        gasSeen = gasleft();
        caller = msg.sender;
        ++notes;
    }

    /// @notice Does nothing.
    /// @return Whether it did, always.
    function idle() external pure returns (bool) {
        return true;
    }

    /// @notice Counts where the number is even and refuses where it is odd.
    /// @param number The number.
    function evenOnly(uint256 number) external {
        ++notes;
        if (number % 2 == 1) revert RelayTargetRefuses(number);
    }

    /// @notice Refuses with an answer of a length.
    /// @param length The length in bytes.
    function flood(uint256 length) external pure {
        assembly ("memory-safe") {
            // Nothing is copied from beyond the end of calldata, so memory is zero whatever was there.
            calldatacopy(mload(0x40), calldatasize(), length)
            mstore8(mload(0x40), 0xab)
            revert(mload(0x40), length)
        }
    }

    /// @notice Succeeds with an answer of a length.
    /// @param length The length in bytes.
    function answer(uint256 length) external pure {
        assembly ("memory-safe") {
            return(mload(0x40), length)
        }
    }

    /// @notice Burns all the gas it is given.
    function burnGas() external pure {
        assembly ("memory-safe") {
            invalid()
        }
    }

    /// @notice Calls the relay that calls it.
    /// @param requests What the relay is to do now.
    function callBack(IRelay.Request[] calldata requests) external {
        IRelay(msg.sender).relay(requests);
        ++notes;
    }
}
