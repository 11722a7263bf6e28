// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IRewardToken} from "../token/IRewardToken.sol";
import {IMembership} from "./IMembership.sol";
import {IMembershipCard} from "./IMembershipCard.sol";

/**
 * @title MembershipCard
 * @notice Draws membership cards as SVG, wholly on chain.
 * @dev Keeps nothing. The brand's colours are fixed at deployment and are checked to be colours.
 */
contract MembershipCard is IMembershipCard {
    using Strings for uint256;

    /// @notice A colour was not written as six hexadecimal digits.
    /// @param colour What was given.
    error MembershipCardInvalidColour(string colour);

    string private _ground;
    string private _ink;
    string private _accent;

    /**
     * @notice Fixes the colours of the cards.
     * @param ground Colour of the card, six hexadecimal digits.
     * @param ink Colour of the words.
     * @param accent Colour of the flame.
     */
    constructor(string memory ground, string memory ink, string memory accent) {
        _ground = _checkColour(ground);
        _ink = _checkColour(ink);
        _accent = _checkColour(accent);
    }

    /// @inheritdoc IMembershipCard
    function cardOf(uint256 memberId) external view returns (string memory) {
        IMembership membership = IMembership(msg.sender);
        (address account, , ) = membership.walletOf(memberId);
        IMembership.Account memory record = membership.accountOf(account);
        IMembership.Tier[] memory tiers = membership.tiers();
        IRewardToken token = membership.token();
        IERC20Metadata metadata = IERC20Metadata(address(token));
        return
            tokenURI(
                Card({
                    community: IERC721Metadata(msg.sender).name(),
                    memberId: memberId,
                    tier: tiers[record.tier].name,
                    tierIndex: record.tier,
                    tierCount: tiers.length,
                    standing: token.earned(account) / 10 ** metadata.decimals(),
                    tokenSymbol: metadata.symbol(),
                    joinedAt: record.joinedAt,
                    suspended: record.status == IMembership.Status.Suspended
                })
            );
    }

    /// @inheritdoc IMembershipCard
    function tokenURI(Card memory card) public view returns (string memory) {
        return string.concat("data:application/json;base64,", Base64.encode(bytes(_json(card))));
    }

    function _json(Card memory card) private view returns (string memory) {
        string memory number = card.memberId.toString();
        return
            string.concat(
                '{"name":"',
                Strings.escapeJSON(card.community),
                " #",
                number,
                '","description":"Membership of ',
                Strings.escapeJSON(card.community),
                '. It belongs to its member and can not be transferred.","image":"data:image/svg+xml;base64,',
                Base64.encode(bytes(_svg(card))),
                '","attributes":[',
                _attributes(card),
                "]}"
            );
    }

    function _attributes(Card memory card) private pure returns (string memory) {
        return
            string.concat(
                '{"trait_type":"Tier","value":"',
                Strings.escapeJSON(card.tier),
                '"},{"display_type":"number","trait_type":"Standing","value":',
                card.standing.toString(),
                '},{"display_type":"date","trait_type":"Member since","value":',
                card.joinedAt.toString(),
                card.suspended ? '},{"trait_type":"Status","value":"Suspended"}' : "}"
            );
    }

    function _svg(Card memory card) private view returns (string memory) {
        return
            string.concat(
                '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" role="img">',
                '<defs><radialGradient id="g" cx="88%" cy="104%" r="90%"><stop offset="0" stop-color="#',
                _accent,
                '" stop-opacity=".95"/><stop offset=".55" stop-color="#',
                _accent,
                '" stop-opacity=".18"/><stop offset="1" stop-color="#',
                _accent,
                '" stop-opacity="0"/></radialGradient></defs><rect width="640" height="400" rx="28" fill="#',
                _ground,
                '"/><rect width="640" height="400" rx="28" fill="url(#g)"/>',
                _words(card),
                _embers(card),
                "</svg>"
            );
    }

    function _words(Card memory card) private view returns (string memory) {
        return
            string.concat(
                '<g fill="#',
                _ink,
                '" font-family="Georgia,serif"><text x="44" y="76" font-size="30">',
                _escapeXML(card.community),
                '</text><text x="44" y="232" font-size="76">',
                _escapeXML(card.tier),
                '</text><g font-family="ui-sans-serif,Helvetica,Arial,sans-serif" font-size="19" opacity=".82">',
                '<text x="44" y="276">',
                card.standing.toString(),
                " ",
                _escapeXML(card.tokenSymbol),
                ' earned</text><text x="44" y="356">No. ',
                card.memberId.toString(),
                card.suspended ? " - suspended</text></g></g>" : "</text></g></g>"
            );
    }

    /// @dev One ember per tier; those reached glow.
    function _embers(Card memory card) private view returns (string memory embers) {
        for (uint256 i = 0; i < card.tierCount; ++i) {
            embers = string.concat(
                embers,
                '<circle cx="',
                (596 - (card.tierCount - 1 - i) * 30).toString(),
                '" cy="66" r="9" fill="#',
                i <= card.tierIndex ? _accent : _ink,
                i <= card.tierIndex ? '"/>' : '" opacity=".22"/>'
            );
        }
    }

    /// @dev Writes what has a meaning in XML as references, and drops what XML can't carry: control characters, and
    /// U+FFFE and U+FFFF, which are EF BF BE and EF BF BF in UTF-8.
    function _escapeXML(string memory input) private pure returns (string memory) {
        bytes memory characters = bytes(input);
        bytes memory output;
        for (uint256 i = 0; i < characters.length; ++i) {
            bytes1 character = characters[i];
            if (_isNoncharacter(characters, i)) i += 2;
            else if (character == "&") output = bytes.concat(output, "&amp;");
            else if (character == "<") output = bytes.concat(output, "&lt;");
            else if (character == ">") output = bytes.concat(output, "&gt;");
            else if (character == '"') output = bytes.concat(output, "&quot;");
            else if (character == "'") output = bytes.concat(output, "&#39;");
            else if (character >= 0x20) output = bytes.concat(output, character);
        }
        return string(output);
    }

    function _isNoncharacter(bytes memory characters, uint256 i) private pure returns (bool) {
        return
            characters[i] == 0xEF &&
            i + 2 < characters.length &&
            characters[i + 1] == 0xBF &&
            characters[i + 2] | 0x01 == 0xBF;
    }

    function _checkColour(string memory colour) private pure returns (string memory) {
        bytes memory digits = bytes(colour);
        if (digits.length != 6) revert MembershipCardInvalidColour(colour);
        for (uint256 i = 0; i < 6; ++i) {
            bytes1 digit = digits[i];
            bool valid =
                (digit >= "0" && digit <= "9") ||
                    (digit >= "a" && digit <= "f") ||
                    (digit >= "A" && digit <= "F");
            if (!valid) revert MembershipCardInvalidColour(colour);
        }
        return colour;
    }
}
