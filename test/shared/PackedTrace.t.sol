// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {PackedTrace} from "../../contracts/shared/PackedTrace.sol";
import {Checks} from "../support/Checks.sol";

contract PackedTraceTest is Checks {
    using PackedTrace for PackedTrace.Trace;

    uint256 private constant STEPS = 40;

    PackedTrace.Trace private _trace;
    uint40[] private _times;
    uint48[] private _values;

    /// @dev Any history reads back as it was, at every entry, just before, just behind and anywhere between.
    function testFuzz_readsBackAsWritten(uint256[STEPS] memory steps, uint256 asked) public {
        uint40 time;
        for (uint256 i = 0; i < STEPS; ++i) {
            time += uint40(bound(steps[i] >> 64, 0, steps[i] % 5 == 0 ? 1 << 30 : 3));
            _trace.push(i, time, uint48(steps[i]));
            _times.push(time);
            _values.push(uint48(steps[i]));
            _compare(i + 1, asked % (uint256(time) + 2));
        }
        for (uint256 i = 0; i < STEPS; ++i) {
            _compare(STEPS, _times[i]);
            _compare(STEPS, uint256(_times[i]) + 1);
            if (_times[i] > 0) _compare(STEPS, uint256(_times[i]) - 1);
        }
    }

    /// @dev The greatest values stay in their lanes.
    function test_fullLanesLeaveNeighboursAlone() public {
        uint40 last = uint40((1 << 37) - 1);
        for (uint256 i = 0; i < 7; ++i) _trace.push(i, last, i % 2 == 0 ? type(uint48).max : 0);
        for (uint256 count = 1; count <= 7; ++count) {
            assertEq(_trace.lookup(count, last), count % 2 == 1 ? type(uint48).max : 0, "newest entry");
            assertEq(_trace.lookup(count, last - 1), 0, "before all entries");
        }
    }

    function test_nothingIsZero() public view {
        assertEq(_trace.lookup(0, type(uint256).max), 0, "empty history");
    }

    function _compare(uint256 count, uint256 time) private view {
        uint256 expected;
        for (uint256 i = 0; i < count; ++i) if (_times[i] <= time) expected = _values[i];
        assertEq(_trace.lookup(count, time), expected, "value at a time");
    }
}
