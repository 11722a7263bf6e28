// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Words} from "../../contracts/shared/Words.sol";
import {Checks} from "../support/Checks.sol";

/// @notice Answers lists as told: rightly, wrongly, or not at all.
contract WordsCounterpart {
    error WordsCounterpartRefuses(uint256 length);

    bytes private _answer;

    /// @dev Each word plus one, as an honest contract of a community would answer.
    function incremented(uint256[] calldata words) external pure returns (uint256[] memory answer) {
        answer = new uint256[](words.length);
        unchecked {
            for (uint256 i = 0; i < words.length; ++i) Words.put(answer, i, Words.sent(words, i) + 1);
        }
        Words.answer(answer);
    }

    function refused(uint256[] calldata words) external pure returns (uint256[] memory) {
        revert WordsCounterpartRefuses(words.length);
    }

    /// @dev Whatever bytes were set.
    function bytesAsTold(uint256[] calldata) external view returns (uint256[] memory) {
        bytes memory answer = _answer;
        assembly ("memory-safe") {
            return(add(answer, 32), mload(answer))
        }
    }

    function tell(bytes calldata answer) external {
        _answer = answer;
    }
}

/// @notice Gives the library's functions an outside, so that reverts can be caught.
contract WordsCaller {
    using Words for uint256[];

    function exchange(
        uint256[] calldata sent,
        address target,
        bytes4 selector
    ) external returns (uint256[] memory list, bool intact) {
        uint256[] memory before = new uint256[](1);
        before[0] = uint256(keccak256("before"));
        list = sent;
        uint256[] memory behind = new uint256[](1);
        behind[0] = uint256(keccak256("behind"));
        list.exchange(target, selector);
        intact =
            before.length == 1 &&
            behind.length == 1 &&
            before[0] == uint256(keccak256("before")) &&
            behind[0] == uint256(keccak256("behind"));
    }

    /// @dev The list lies at the very beginning of the memory, where the compiler keeps words of its own.
    function exchangeFirst(
        uint256 word,
        address target,
        bytes4 selector
    ) external returns (uint256, bytes memory) {
        uint256[] memory list = new uint256[](1);
        list[0] = word;
        list.exchange(target, selector);
        return (list[0], new bytes(64));
    }

    function shortened(
        uint256[] calldata given,
        uint256 length
    ) external pure returns (uint256[] memory list, uint256 copied) {
        list = given;
        uint256[] memory kept = list.copy();
        list.shorten(length);
        copied = kept.length;
    }
}

contract WordsTest is Checks {
    bytes4 private constant PANIC = 0x4e487b71;

    WordsCaller private caller;
    WordsCounterpart private counterpart;

    function setUp() public {
        caller = new WordsCaller();
        counterpart = new WordsCounterpart();
    }

    /// @dev What is sent arrives, what is answered comes back, and nothing else in memory has changed.
    function testFuzz_exchange_bringsTheAnswer(uint256[] memory list) public {
        (uint256[] memory answer, bool intact) = caller.exchange(
            list,
            address(counterpart),
            counterpart.incremented.selector
        );

        assertEq(answer.length, list.length, "length");
        assertTrue(intact, "what lies beside the list has changed");
        unchecked {
            for (uint256 i = 0; i < list.length; ++i) assertEq(answer[i], list[i] + 1, "word");
        }
    }

    function testFuzz_exchange_atTheBeginningOfTheMemory(uint256 word) public {
        (uint256 answer, bytes memory fresh) = caller.exchangeFirst(
            word,
            address(counterpart),
            counterpart.incremented.selector
        );
        unchecked {
            assertEq(answer, word + 1, "word");
        }
        assertTrue(keccak256(fresh) == keccak256(new bytes(64)), "new memory is not empty");
    }

    /// @dev Anything but one list of that length, from its first to its last byte, is refused.
    function testFuzz_exchange_refusesOtherAnswers(
        uint256[4] calldata words,
        uint8 fault,
        uint256 value
    ) public {
        uint256[] memory list = new uint256[](4);
        for (uint256 i = 0; i < 4; ++i) list[i] = words[i];
        bytes memory answer = abi.encode(list);
        fault %= 4;
        if (fault == 0) answer = bytes.concat(answer, new bytes(1 + (value % 40)));
        if (fault == 1) answer = _cut(answer, value % answer.length);
        if (fault == 2) answer = bytes.concat(_other(value, 32), _from(answer, 32));
        if (fault == 3) answer = bytes.concat(bytes32(uint256(32)), _other(value, 4), _from(answer, 64));
        counterpart.tell(answer);

        _refused(list, counterpart.bytesAsTold.selector, Words.WordsUnexpectedAnswer.selector);
    }

    /// @dev An account without code answers nothing, which is no list; an error is thrown on as it came.
    function test_exchange_refusesSilenceAndThrowsErrorsOn() public {
        uint256[] memory list = new uint256[](3);
        bytes memory request = abi.encodeCall(caller.exchange, (list, address(0xdead), bytes4(0x12345678)));
        assertRefused(address(this), address(caller), request, Words.WordsUnexpectedAnswer.selector);

        request = abi.encodeCall(caller.exchange, (list, address(counterpart), counterpart.refused.selector));
        (bool success, bytes memory answer) = address(caller).call(request);
        assertTrue(!success, "an error was swallowed");
        bytes memory expected = abi.encodeWithSelector(WordsCounterpart.WordsCounterpartRefuses.selector, 3);
        assertTrue(keccak256(answer) == keccak256(expected), "another error");
    }

    function testFuzz_shorten_onlyShortens(uint256[] memory list, uint256 length) public {
        length = bound(length, 0, list.length + 2);
        if (length > list.length) {
            bytes memory request = abi.encodeCall(caller.shortened, (list, length));
            assertRefused(address(this), address(caller), request, PANIC);
            return;
        }
        (uint256[] memory left, uint256 copied) = caller.shortened(list, length);
        assertEq(left.length, length, "length");
        assertEq(copied, list.length, "length of the copy");
        for (uint256 i = 0; i < length; ++i) assertEq(left[i], list[i], "word");
    }

    function _refused(uint256[] memory list, bytes4 selector, bytes4 expected) private {
        bytes memory request = abi.encodeCall(caller.exchange, (list, address(counterpart), selector));
        assertRefused(address(this), address(caller), request, expected);
    }

    function _other(uint256 value, uint256 expected) private pure returns (bytes32) {
        return bytes32(value == expected ? expected + 1 : value);
    }

    function _cut(bytes memory data, uint256 length) private pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i = 0; i < length; ++i) part[i] = data[i];
    }

    function _from(bytes memory data, uint256 start) private pure returns (bytes memory part) {
        part = new bytes(data.length - start);
        for (uint256 i = 0; i < part.length; ++i) part[i] = data[start + i];
    }
}
