// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Vm} from "./Vm.sol";

/**
 * @title Checks
 * @notice What every Solidity test shares: assertions that say what differed, bounded inputs, deployment by name.
 * @dev Contracts are deployed from their artifacts, so that what is tested is the very bytecode that is shipped, and
 * so that changing a test does not compile the contracts again. A run of single files compiles those alone: after a
 * change of a contract, run `hardhat build` first.
 */
abstract contract Checks {
    using Strings for uint256;

    Vm internal constant vm = Vm(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    /* ASSERTIONS */

    function assertTrue(bool condition, string memory what) internal pure {
        if (!condition) revert(what);
    }

    function assertEq(uint256 actual, uint256 expected, string memory what) internal pure {
        if (actual != expected) {
            revert(string.concat(what, ": ", actual.toString(), ", expected ", expected.toString()));
        }
    }

    function assertEq(address actual, address expected, string memory what) internal pure {
        if (actual != expected) {
            revert(
                string.concat(
                    what,
                    ": ",
                    Strings.toHexString(actual),
                    ", expected ",
                    Strings.toHexString(expected)
                )
            );
        }
    }

    function assertEq(bool actual, bool expected, string memory what) internal pure {
        assertEq(actual ? 1 : 0, expected ? 1 : uint256(0), what);
    }

    function assertLe(uint256 actual, uint256 limit, string memory what) internal pure {
        if (actual > limit) {
            revert(string.concat(what, ": ", actual.toString(), " is more than ", limit.toString()));
        }
    }

    /// @dev Calls as `from` and insists on the call failing with this error, whatever its arguments.
    function assertRefused(address from, address target, bytes memory data, bytes4 expected) internal {
        vm.prank(from);
        (bool success, bytes memory answer) = target.call(data);
        if (success) revert(string.concat("accepted, expected ", _hex(expected)));
        bytes4 actual = bytes4(answer);
        if (actual != expected)
            revert(string.concat("refused with ", _hex(actual), ", expected ", _hex(expected)));
    }

    /* INPUTS */

    /// @dev A number between `least` and `most`, both included, that follows `input`.
    function bound(uint256 input, uint256 least, uint256 most) internal pure returns (uint256) {
        assertTrue(least <= most, "bound: least is more than most");
        if (input >= least && input <= most) return input;
        uint256 size = most - least + 1;
        return size == 0 ? input : least + (input % size);
    }

    /* TOOLS */

    /// @dev Deploys a contract from its artifact, named `contracts/path/File.sol:Name`.
    function deploy(string memory name, bytes memory arguments) internal returns (address deployed) {
        bytes memory code = bytes.concat(vm.getCode(name), arguments);
        assembly ("memory-safe") {
            deployed := create(0, add(code, 32), mload(code))
        }
        if (deployed == address(0)) revert(string.concat("deployment failed: ", name));
    }

    /// @dev A 65-byte signature of a digest.
    function sign(uint256 privateKey, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(privateKey, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev The EIP-712 digest of a struct hash in a domain.
    function typedDigest(bytes32 domainSeparator, bytes32 structHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domainSeparator, structHash));
    }

    function _hex(bytes4 selector) private pure returns (string memory) {
        return Strings.toHexString(uint32(selector), 4);
    }
}
