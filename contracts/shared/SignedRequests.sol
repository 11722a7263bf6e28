// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";
import {SignedStatements} from "./SignedStatements.sol";

/**
 * @title SignedRequests
 * @notice What every "somebody else submits it" function shares: a signature that is checked, and nonces to spend.
 */
abstract contract SignedRequests is SignedStatements, NoncesKeyed {}
