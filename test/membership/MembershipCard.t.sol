// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Bytes} from "@openzeppelin/contracts/utils/Bytes.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IMembershipCard} from "../../contracts/membership/IMembershipCard.sol";
import {Checks} from "../support/Checks.sol";

contract MembershipCardTest is Checks {
    bytes private constant JSON_PREFIX = "data:application/json;base64,";
    bytes private constant IMAGE_PREFIX = '"image":"data:image/svg+xml;base64,';

    IMembershipCard private card;

    function setUp() public {
        card = IMembershipCard(
            deploy(
                "contracts/membership/MembershipCard.sol:MembershipCard",
                abi.encode("111111", "ffffff", "ff8800")
            )
        );
    }

    /// @dev Whatever bytes a brand uses in its strings, the JSON keeps its six keys' quotes and no control character.
    function testFuzz_jsonKeepsItsShape(bytes memory text, uint256 shuffle) public view {
        bytes memory json = _json(_cardWith(_hostile(text, shuffle)));

        // As many bare quotes as a card of plain words has: none came in with the strings.
        bytes memory plain = _json(_cardWith("plain"));
        assertEq(_bareQuotes(json), _bareQuotes(plain), "quotes in the JSON");
        for (uint256 i = 0; i < json.length; ++i) {
            assertTrue(uint8(json[i]) >= 0x20, "control character in the JSON");
        }
    }

    /// @dev Nor can they open a tag, close an attribute, begin an entity or smuggle a control character into the SVG.
    function testFuzz_svgKeepsItsShape(bytes memory text, uint256 shuffle) public view {
        bytes memory svg = _svg(_cardWith(_hostile(text, shuffle)));
        bytes memory plain = _svg(_cardWith("plain"));

        assertEq(_count(svg, "<"), _count(plain, "<"), "tags opened");
        assertEq(_count(svg, ">"), _count(plain, ">"), "tags closed");
        assertEq(_count(svg, '"'), _count(plain, '"'), "double quotes");
        assertEq(_count(svg, "'"), _count(plain, "'"), "single quotes");
        for (uint256 i = 0; i < svg.length; ++i) {
            assertTrue(uint8(svg[i]) >= 0x20, "control character in the SVG");
            if (svg[i] == "&") assertTrue(_isEntity(svg, i), "a bare ampersand in the SVG");
        }
    }

    /// @dev Plain words stand on the card as they were given.
    function testFuzz_plainWordsAreKept(bytes memory letters) public view {
        for (uint256 i = 0; i < letters.length; ++i) {
            letters[i] = bytes1(uint8(97 + (uint8(letters[i]) % 26)));
        }
        IMembershipCard.Card memory content = _cardWith(string(letters));
        content.community = "Hearthside";

        assertTrue(_contains(_svg(content), bytes.concat(">", letters, "</text>")), "tier in the SVG");
        assertTrue(
            _contains(_json(content), bytes.concat('"Tier","value":"', letters, '"')),
            "tier in the JSON"
        );
    }

    /// @dev Numbers stand on the card in full, and there is one ember per tier.
    function testFuzz_numbersAndEmbers(
        uint32 memberId,
        uint96 standing,
        uint40 joinedAt,
        uint8 tiers,
        uint8 tier
    ) public view {
        IMembershipCard.Card memory content = _cardWith("plain");
        content.memberId = memberId;
        content.standing = standing;
        content.joinedAt = joinedAt;
        content.tierCount = bound(tiers, 1, 16);
        content.tierIndex = bound(tier, 0, content.tierCount - 1);
        bytes memory svg = _svg(content);

        assertEq(_count(svg, "<circle"), content.tierCount, "embers");
        assertEq(_count(svg, 'r="9" fill="#ff8800"/>'), content.tierIndex + 1, "embers that glow");
        assertTrue(
            _contains(svg, bytes.concat(">No. ", _digits(memberId), "</text>")),
            "member's number in the SVG"
        );
        assertTrue(
            _contains(svg, bytes.concat(">", _digits(standing), " plain earned</text>")),
            "standing in the SVG"
        );
        assertTrue(
            _contains(_json(content), bytes.concat('"Member since","value":', _digits(joinedAt), "}")),
            "date in the JSON"
        );
    }

    /// @dev Puts characters that mean something in JSON or XML among random bytes.
    function _hostile(bytes memory text, uint256 shuffle) private pure returns (string memory) {
        bytes memory bad = bytes("<>&\"'\\\n\t\r\x00\x01\x0b\x1f\x7f");
        for (uint256 i = 0; i < text.length; ++i) {
            if ((shuffle >> (i % 256)) & 1 == 1) text[i] = bad[uint8(text[i]) % bad.length];
        }
        return string(text);
    }

    function _cardWith(string memory text) private pure returns (IMembershipCard.Card memory) {
        return
            IMembershipCard.Card({
                community: text,
                memberId: 7,
                tier: text,
                tierIndex: 1,
                tierCount: 4,
                standing: 120,
                tokenSymbol: text,
                joinedAt: 1_800_000_000,
                suspended: false
            });
    }

    function _json(IMembershipCard.Card memory content) private view returns (bytes memory) {
        bytes memory uri = bytes(card.tokenURI(content));
        assertTrue(_startsWith(uri, JSON_PREFIX, 0), "not a JSON data URI");
        return Base64.decode(string(Bytes.slice(uri, JSON_PREFIX.length)));
    }

    function _svg(IMembershipCard.Card memory content) private view returns (bytes memory) {
        bytes memory json = _json(content);
        uint256 start = _find(json, IMAGE_PREFIX) + IMAGE_PREFIX.length;
        uint256 end = start;
        while (json[end] != '"') ++end;
        return Base64.decode(string(Bytes.slice(json, start, end)));
    }

    /// @dev Quotes that end or begin a string: not behind a backslash that is not itself escaped.
    function _bareQuotes(bytes memory json) private pure returns (uint256 quotes) {
        for (uint256 i = 0; i < json.length; ++i) {
            if (json[i] == "\\") ++i;
            else if (json[i] == '"') ++quotes;
        }
    }

    function _isEntity(bytes memory svg, uint256 at) private pure returns (bool) {
        return
            _startsWith(svg, "&amp;", at) ||
            _startsWith(svg, "&lt;", at) ||
            _startsWith(svg, "&gt;", at) ||
            _startsWith(svg, "&quot;", at) ||
            _startsWith(svg, "&#39;", at);
    }

    function _count(bytes memory text, bytes memory part) private pure returns (uint256 times) {
        for (uint256 i = 0; i + part.length <= text.length; ++i) {
            if (_startsWith(text, part, i)) ++times;
        }
    }

    function _digits(uint256 number) private pure returns (bytes memory) {
        return bytes(Strings.toString(number));
    }

    function _contains(bytes memory text, bytes memory part) private pure returns (bool) {
        return _count(text, part) > 0;
    }

    function _find(bytes memory text, bytes memory part) private pure returns (uint256 at) {
        while (!_startsWith(text, part, at)) ++at;
    }

    function _startsWith(bytes memory text, bytes memory part, uint256 at) private pure returns (bool) {
        if (at + part.length > text.length) return false;
        for (uint256 i = 0; i < part.length; ++i) {
            if (text[at + i] != part[i]) return false;
        }
        return true;
    }
}
