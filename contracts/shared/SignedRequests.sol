// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";
import {SignedStatements} from "./SignedStatements.sol";

/**
 * @title SignedRequests
 * @notice What every "somebody else submits it" function shares: a deadline and a signature that are checked, and
 * nonces to spend.
 */
abstract contract SignedRequests is SignedStatements, NoncesKeyed {
    /// @notice The request came too late.
    /// @param deadline The last second in which it would have been accepted.
    error SignedRequestExpired(uint256 deadline);

    /// @dev Refuses a request that is late or not signed by `signer`.
    function _checkRequest(
        address signer,
        bytes32 structHash,
        uint256 deadline,
        bytes calldata signature
    ) internal view {
        if (block.timestamp > deadline) revert SignedRequestExpired(deadline);
        _checkSigner(signer, structHash, signature);
    }
}
