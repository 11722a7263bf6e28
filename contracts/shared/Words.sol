// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title Words
 * @notice Passes lists of words between the contracts of a community without copying them.
 * @dev Solidity encodes and decodes a list word by word, at some 200 gas for each word that is sent and answered, which
 * is what batches pay most for after storage. Only for functions that take one `uint256[]` and answer with one that is
 * as long, of contracts that are trusted.
 */
library Words {
    /// @notice The contract answered with something else than a list as long as the one it was sent.
    error WordsUnexpectedAnswer();

    /// @dev The word at a place, unchecked: for loops that end with the list.
    function at(uint256[] memory words, uint256 place) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(words, add(32, shl(5, place))))
        }
    }

    /// @dev As {at}, for a list that came with the call.
    function sent(uint256[] calldata words, uint256 place) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := calldataload(add(words.offset, shl(5, place)))
        }
    }

    /// @dev Writes the word at a place, unchecked.
    function put(uint256[] memory words, uint256 place, uint256 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(words, add(32, shl(5, place))), word)
        }
    }

    /// @dev A copy of a list.
    function copy(uint256[] memory words) internal pure returns (uint256[] memory copied) {
        copied = new uint256[](words.length);
        assembly ("memory-safe") {
            mcopy(add(copied, 32), add(words, 32), mul(mload(words), 32))
        }
    }

    /// @dev Shortens a list to its first `length` words.
    function shorten(uint256[] memory words, uint256 length) internal pure {
        assert(length <= words.length);
        assembly ("memory-safe") {
            mstore(words, length)
        }
    }

    /// @dev Sends a list to a function of a contract and puts the answer in its place. What the contract throws is
    /// thrown on.
    function exchange(uint256[] memory words, address target, bytes4 selector) internal {
        bool asExpected;
        assembly ("memory-safe") {
            let length := mload(words)
            let size := add(64, mul(length, 32))
            let head := sub(words, 32)
            // Selector and offset stand before the list while it is sent; what is there is kept and put back.
            let first := mload(sub(head, 32))
            let second := mload(head)
            mstore(sub(head, 32), shr(224, selector))
            mstore(head, 32)
            if iszero(call(gas(), target, 0, sub(head, 4), add(size, 4), head, size)) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
            asExpected := and(eq(returndatasize(), size), and(eq(mload(head), 32), eq(mload(words), length)))
            mstore(sub(head, 32), first)
            mstore(head, second)
        }
        if (!asExpected) revert WordsUnexpectedAnswer();
    }

    /// @dev Ends the call with a list as its answer. Nothing after it runs, modifiers included.
    function answer(uint256[] memory words) internal pure {
        assembly ("memory-safe") {
            mstore(sub(words, 32), 32)
            return(sub(words, 32), add(64, mul(mload(words), 32)))
        }
    }
}
