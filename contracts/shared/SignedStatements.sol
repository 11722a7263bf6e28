// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/**
 * @title SignedStatements
 * @notice What everything signed shares: one EIP-712 domain, one check of the signature.
 * @dev The domain name is the protocol's and fixed, never the brand's: OpenZeppelin keeps a name in bytecode only up
 * to 31 bytes. Accounts may be EOAs, ERC-1271 contracts or EIP-7702 accounts. A signature is never stored nor used as
 * a key, so its malleability does not matter; a nonce or a natural nullifier of the request is what is spent. Both the
 * usual 65 bytes and the 64 of ERC-2098 are accepted.
 */
abstract contract SignedStatements is EIP712 {
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
        return
            _isKeyOf(signer, digest, signature) ||
            SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature);
    }

    /// @dev As {_isSignedBy}, for batches of requests by people who need not know each other: a wallet that is a
    /// contract gets at most `gasLimit` to answer, and no more than a word of its answer is looked at, so that one
    /// wallet can't use up what the others' requests need. One that needs more has to be submitted alone.
    function _isSignedByWithin(
        uint256 gasLimit,
        address signer,
        bytes32 structHash,
        bytes calldata signature
    ) internal view returns (bool) {
        bytes32 digest = _hashTypedDataV4(structHash);
        return
            _isKeyOf(signer, digest, signature) ||
            _isVouchedForWithin(
                gasLimit,
                signer,
                abi.encodeCall(IERC1271.isValidSignature, (digest, signature))
            );
    }

    function _isKeyOf(address signer, bytes32 digest, bytes calldata signature) private pure returns (bool) {
        (uint8 v, bytes32 r, bytes32 s) = ECDSA.parseCalldata(signature);
        (address recovered, ECDSA.RecoverError fault, ) = ECDSA.tryRecover(digest, v, r, s);
        return fault == ECDSA.RecoverError.NoError && recovered == signer;
    }

    /// @dev Solidity would copy the whole answer, however long.
    function _isVouchedForWithin(
        uint256 gasLimit,
        address wallet,
        bytes memory question
    ) private view returns (bool vouched) {
        bytes32 magic = IERC1271.isValidSignature.selector;
        assembly ("memory-safe") {
            let answered := staticcall(gasLimit, wallet, add(question, 32), mload(question), 0, 32)
            vouched := and(answered, and(gt(returndatasize(), 31), eq(mload(0), magic)))
        }
    }
}
