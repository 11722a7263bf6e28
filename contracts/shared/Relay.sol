// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IRelay} from "./IRelay.sol";

/**
 * @title Relay
 * @notice Hands many members' signed requests to the community's contracts in one transaction.
 * @dev What it passes on is fixed at deployment: functions that ask for a signature or serve whom they name, never one
 * that serves its caller. So nobody can make the relay itself a member, a holder or a voter. There is nothing to
 * re-enter: between two requests the relay remembers nothing.
 */
contract Relay is IRelay {
    /// @inheritdoc IRelay
    uint256 public constant MIN_GAS_LIMIT = 500_000;

    /// @dev What a call costs before the called contract's own gas begins: a cold address and what surrounds it.
    uint256 private constant CALL_OVERHEAD = 5_000;
    uint256 private constant MAX_REASON = 256;

    /// @inheritdoc IRelay
    mapping(address target => mapping(bytes4 selector => bool)) public isRelayed;

    /// @notice Fixes for good what is passed on.
    /// @param destinations The contracts and their functions.
    constructor(Destination[] memory destinations) {
        for (uint256 i = 0; i < destinations.length; ++i) {
            address target = destinations[i].target;
            if (target.code.length == 0) revert RelayDestinationNotContract(target);
            bytes4[] memory selectors = destinations[i].selectors;
            for (uint256 j = 0; j < selectors.length; ++j) isRelayed[target][selectors[j]] = true;
        }
    }

    /// @inheritdoc IRelay
    function relay(Request[] calldata requests) external returns (bool[] memory relayed) {
        relayed = new bool[](requests.length);
        for (uint256 i = 0; i < requests.length; ++i) {
            Request calldata request = requests[i];
            bytes4 selector = bytes4(request.data);
            if (!isRelayed[request.target][selector])
                revert RelayFunctionNotRelayed(i, request.target, selector);
            if (request.gasLimit < MIN_GAS_LIMIT)
                revert RelayGasLimitTooLow(i, request.gasLimit, MIN_GAS_LIMIT);

            bytes memory data = request.data;
            bytes32 requestHash = keccak256(data);
            _checkGas(i, request.gasLimit);
            relayed[i] = _call(request.target, request.gasLimit, data);

            if (relayed[i]) emit RequestRelayed(requestHash, request.target);
            else emit RequestRefused(requestHash, request.target, request.gasLimit, _reason());
        }
    }

    /// @dev The EVM keeps back a 64th of the gas and, where too little is left, silently gives a call less than asked for.
    /// Then a good request would fail for the relayer's fault.
    function _checkGas(uint256 index, uint256 gasLimit) private view {
        uint256 available = gasleft();
        // A limit beyond 2^64 is beyond any block; capped, so that nothing overflows.
        if (gasLimit > type(uint64).max) revert RelayOutOfGas(index, available, gasLimit);
        uint256 needed = gasLimit + gasLimit / 63 + CALL_OVERHEAD;
        if (available < needed) revert RelayOutOfGas(index, available, needed);
    }

    /// @dev Copies nothing of the answer, however long it is.
    function _call(address target, uint256 gasLimit, bytes memory data) private returns (bool success) {
        assembly ("memory-safe") {
            success := call(gasLimit, target, 0, add(data, 32), mload(data), 0, 0)
        }
    }

    /// @dev The beginning of what the last call answered.
    function _reason() private pure returns (bytes memory reason) {
        uint256 length;
        assembly ("memory-safe") {
            length := returndatasize()
        }
        reason = new bytes(length < MAX_REASON ? length : MAX_REASON);
        assembly ("memory-safe") {
            returndatacopy(add(reason, 32), 0, mload(reason))
        }
    }
}
