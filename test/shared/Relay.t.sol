// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRelay} from "../../contracts/shared/IRelay.sol";
import {Checks} from "../support/Checks.sol";

interface IRelayTargetSurface {
    function notes() external view returns (uint256);

    function gasSeen() external view returns (uint256);

    function note() external;

    function evenOnly(uint256 number) external;
}

contract RelayTest is Checks {
    uint256 private constant GAS = 500_000;
    /// @dev What the target spends before it looks at its gas.
    uint256 private constant ENTRY = 500;

    IRelayTargetSurface private target;
    IRelay private relay;

    function setUp() public {
        target = IRelayTargetSurface(deploy("contracts/test/RelayTarget.sol:RelayTarget", ""));
        IRelay.Destination[] memory destinations = new IRelay.Destination[](1);
        destinations[0] = IRelay.Destination({target: address(target), selectors: new bytes4[](2)});
        destinations[0].selectors[0] = IRelayTargetSurface.note.selector;
        destinations[0].selectors[1] = IRelayTargetSurface.evenOnly.selector;
        relay = IRelay(deploy("contracts/shared/Relay.sol:Relay", abi.encode(destinations)));
    }

    /// @dev Whatever the mix, what is good is done, what is not is reported, and the one never hinders the other.
    function testFuzz_relay_doesWhatIsGoodAndOnlyThat(uint256[12] memory numbers, uint256 length) public {
        length = bound(length, 0, 12);
        IRelay.Request[] memory requests = new IRelay.Request[](length);
        uint256 good;
        for (uint256 i = 0; i < length; ++i) {
            requests[i] = _request(abi.encodeCall(target.evenOnly, (numbers[i])), GAS);
            if (numbers[i] % 2 == 0) ++good;
        }

        bool[] memory relayed = relay.relay(requests);

        assertEq(relayed.length, length, "outcomes");
        for (uint256 i = 0; i < length; ++i) assertEq(relayed[i], numbers[i] % 2 == 0, "whether relayed");
        assertEq(target.notes(), good, "requests that had an effect");
    }

    /// @dev However little gas the relayer gives, a request gets its own in full or nothing happens at all.
    function testFuzz_relay_givesGasInFullOrReverts(uint256 supplied, uint256 asked) public {
        asked = bound(asked, GAS, 4 * GAS);
        supplied = bound(supplied, 1_000, asked + asked / 4);
        IRelay.Request[] memory requests = new IRelay.Request[](1);
        requests[0] = _request(abi.encodeCall(target.note, ()), asked);

        (bool success, bytes memory answer) = address(relay).call{gas: supplied}(
            abi.encodeCall(relay.relay, (requests))
        );

        assertEq(target.notes(), success ? 1 : 0, "effects");
        if (!success) {
            assertTrue(
                answer.length == 0 || bytes4(answer) == IRelay.RelayOutOfGas.selector,
                "refused for another reason than gas"
            );
            return;
        }
        assertTrue(abi.decode(answer, (bool[]))[0], "a good request is marked as refused");
        assertLe(asked - ENTRY, target.gasSeen(), "gas asked for, beside what was given");
        assertLe(target.gasSeen(), asked, "gas given, beside what was asked for");
    }

    function _request(bytes memory data, uint256 gasLimit) private view returns (IRelay.Request memory) {
        return IRelay.Request({target: address(target), gasLimit: gasLimit, data: data});
    }
}
