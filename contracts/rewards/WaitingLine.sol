// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

/**
 * @title WaitingLine
 * @notice Orders one behind the other; served from the front, left from anywhere.
 * @dev Linked both ways, so that leaving costs the same wherever one stands and leaves no gap: who joins and leaves a
 * thousand times makes nobody else's turn dearer.
 */
library WaitingLine {
    /// @dev Who stands before and behind an order; zero for nobody.
    struct Place {
        uint32 ahead;
        uint32 behind;
    }

    /// @dev A line. Its ends and length share a slot.
    struct Line {
        uint32 first;
        uint32 last;
        uint32 length;
        mapping(uint256 redemptionId => Place) _places;
    }

    /// @dev Puts an order at the end. It must not be in the line.
    function join(Line storage line, uint256 redemptionId) internal {
        uint32 id = uint32(redemptionId);
        uint32 last = line.last;
        if (last == 0) line.first = id;
        else {
            line._places[last].behind = id;
            line._places[id].ahead = last;
        }
        line.last = id;
        ++line.length;
    }

    /// @dev Takes an order out, wherever it stands. It must be in the line.
    function leave(Line storage line, uint256 redemptionId) internal {
        Place memory place = line._places[redemptionId];
        if (place.ahead == 0) line.first = place.behind;
        else line._places[place.ahead].behind = place.behind;
        if (place.behind == 0) line.last = place.ahead;
        else line._places[place.behind].ahead = place.ahead;
        delete line._places[redemptionId];
        --line.length;
    }
}
