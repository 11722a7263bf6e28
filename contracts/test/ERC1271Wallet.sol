// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/**
 * @title ERC1271Wallet
 * @notice A wallet that is a contract, with one owner, for tests: it can also answer wrongly on purpose.
 */
contract ERC1271Wallet is IERC1271 {
    /// @notice How the wallet answers when it is asked about a signature.
    enum Answer {
        ByOwner,
        No,
        Revert,
        Empty,
        MagicInDirtyWord,
        EatGas,
        LongAnswer
    }

    /// @notice Whose signatures count.
    address public immutable owner;
    /// @notice How it answers.
    Answer public answer;

    /// @notice The wallet was told to refuse loudly.
    error ERC1271WalletRefuses();

    /// @notice Only the owner acts with the wallet.
    error ERC1271WalletNotOwner();

    /// @notice Begins by answering honestly.
    /// @param owner_ Whose signatures count.
    constructor(address owner_) {
        owner = owner_;
    }

    /// @notice Changes how the wallet answers.
    /// @param newAnswer The new way.
    function setAnswer(Answer newAnswer) external {
        answer = newAnswer;
    }

    /// @notice Calls a contract in the wallet's name.
    /// @param target The contract.
    /// @param data What to call.
    /// @return What it returned.
    function execute(address target, bytes calldata data) external returns (bytes memory) {
        if (msg.sender != owner) revert ERC1271WalletNotOwner();
        return Address.functionCall(target, data);
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (answer == Answer.Revert) revert ERC1271WalletRefuses();
        if (answer == Answer.No) return 0xffffffff;
        if (answer == Answer.Empty) {
            assembly ("memory-safe") {
                return(0, 0)
            }
        }
        if (answer == Answer.MagicInDirtyWord) {
            assembly ("memory-safe") {
                mstore(0, or(shl(224, 0x1626ba7e), 1))
                return(0, 32)
            }
        }
        if (answer == Answer.EatGas) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (answer == Answer.LongAnswer) {
            assembly ("memory-safe") {
                return(0, 100000)
            }
        }
        (address signer, ECDSA.RecoverError fault, ) = ECDSA.tryRecoverCalldata(hash, signature);
        bool valid = fault == ECDSA.RecoverError.NoError && signer == owner;
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
