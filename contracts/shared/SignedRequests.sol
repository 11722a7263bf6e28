// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {NoncesKeyed} from "@openzeppelin/contracts/utils/NoncesKeyed.sol";

/**
 * @title SignedRequests
 * @notice What every "somebody else submits it" function shares: one EIP-712 domain, one check of the signature.
 * @dev The domain name is the protocol's and fixed, never the brand's: OpenZeppelin keeps a name in bytecode only up
 * to 31 bytes. Accounts may be EOAs, ERC-1271 contracts or EIP-7702 accounts. A signature is never stored nor used as
 * a key, so its malleability does not matter; a nonce or a natural nullifier of the request is what is spent. Both the
 * usual 65 bytes and the 64 of ERC-2098 are accepted.
 */
abstract contract SignedRequests is EIP712, NoncesKeyed {
    /// @notice The request came too late.
    /// @param deadline The last second in which it would have been accepted.
    error SignedRequestExpired(uint256 deadline);

    /// @notice The signature is not this account's signature of this request.
    /// @param signer The account that should have signed.
    error SignedRequestInvalidSignature(address signer);

    /// @notice Fixes the EIP-712 domain.
    constructor() EIP712("Hearth", "1") {}

    /// @notice The EIP-712 domain separator of this contract, for those who build signatures by hand.
    /// @return The separator for the present chain.
    function DOMAIN_SEPARATOR() external view virtual returns (bytes32) {
        return _domainSeparatorV4();
    }

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

    /// @dev Refuses a signature of `structHash` that is not by `signer`.
    function _checkSigner(address signer, bytes32 structHash, bytes calldata signature) internal view {
        if (!_isSignedBy(signer, structHash, signature)) revert SignedRequestInvalidSignature(signer);
    }

    /// @dev Whether a signature of `structHash` is by `signer`. The key is tried before the code, unlike in
    /// SignatureChecker: asking every signer for code would cost 2,600 gas a signature, and the key of an EIP-7702
    /// account can do whatever its code can.
    function _isSignedBy(
        address signer,
        bytes32 structHash,
        bytes calldata signature
    ) internal view returns (bool) {
        bytes32 digest = _hashTypedDataV4(structHash);
        (uint8 v, bytes32 r, bytes32 s) = ECDSA.parseCalldata(signature);
        (address recovered, ECDSA.RecoverError fault, ) = ECDSA.tryRecover(digest, v, r, s);
        if (fault == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature);
    }
}
