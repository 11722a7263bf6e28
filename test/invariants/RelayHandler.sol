// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IRelay} from "../../contracts/shared/IRelay.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";
import {Handler} from "../support/InvariantTargets.sol";

/**
 * @title RelayHandler
 * @notice Relays what members sign to the community's own contracts, mixed with what was forged, is late or was used.
 * @dev The books change for what was signed rightly and for nothing else.
 */
contract RelayHandler is Community, Handler {
    enum Kind {
        Join,
        Leave,
        Delegate,
        Permit
    }

    /// @dev A request as it is drawn up.
    struct Draft {
        Kind kind;
        uint256 who;
        uint256 to;
        uint256 value;
        uint256 signer;
        uint256 nonce;
        uint256 deadline;
    }

    uint256 public constant PURSE = 10 ether;
    uint256 private constant BATCH = 5;
    uint256 private constant GAS = 500_000;
    bytes32 private constant JOIN_TYPEHASH = keccak256(
        "Join(address account,address inviter,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant LEAVE_TYPEHASH = keccak256(
        "Leave(address account,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant DELEGATE_TYPEHASH = keccak256(
        "Delegate(address account,address delegatee,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    IRelay public relay;
    mapping(uint256 actor => bool) public activeGhost;
    mapping(uint256 actor => uint256) public joinsGhost;
    mapping(uint256 actor => uint256) public delegateeGhost;
    mapping(uint256 actor => uint256) public nonceGhost;
    mapping(uint256 actor => uint256) public permitNonceGhost;
    mapping(uint256 owner => mapping(uint256 spender => uint256)) public allowanceGhost;
    IRelay.Request[] private _done;

    constructor() {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(this));
        for (uint256 i = 0; i < ACTORS; ++i) {
            delegateeGhost[i] = i;
            token.mint(actors[i], PURSE);
        }
        IRelay.Destination[] memory list = new IRelay.Destination[](2);
        list[0] = IRelay.Destination(address(members), new bytes4[](3));
        list[0].selectors[0] = members.joinFor.selector;
        list[0].selectors[1] = members.leaveFor.selector;
        list[0].selectors[2] = members.delegateFor.selector;
        list[1] = IRelay.Destination(address(token), new bytes4[](1));
        list[1].selectors[0] = token.permit.selector;
        relay = IRelay(deploy("contracts/shared/Relay.sol:Relay", abi.encode(list)));
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](4);
        list[0] = this.relayMixed.selector;
        list[1] = this.replay.selector;
        list[2] = this.smuggle.selector;
        list[3] = this.starve.selector;
    }

    /* ACTIONS */

    /// @dev Good and bad together: the good are done, whatever stands beside them.
    function relayMixed(uint256[BATCH] calldata seeds, uint256 relayer, uint256 wait) external counted {
        _pass(wait, 1 days);
        IRelay.Request[] memory requests = new IRelay.Request[](BATCH + 1);
        bool[] memory expected = new bool[](BATCH + 1);
        for (uint256 i = 0; i < BATCH; ++i)
            (requests[i], expected[i]) = _drawUp(seeds[i], (seeds[i] >> 8) % 8);
        // One at least is good whatever the seeds.
        (requests[BATCH], expected[BATCH]) = _drawUp(uint256(Kind.Permit) | (relayer & ~uint256(3)), 0);

        vm.prank(actors[_pick(relayer)]);
        bool[] memory relayed = relay.relay(requests);

        for (uint256 i = 0; i <= BATCH; ++i) {
            assertEq(relayed[i], expected[i], "whether relayed");
            if (expected[i]) _done.push(requests[i]);
        }
        assertTrue(expected[BATCH], "a permit was refused");
    }

    /// @dev What was done once is done once.
    function replay(uint256 which) external counted {
        this.relayMixed([which, which >> 1, which >> 2, which >> 3, which >> 4], which, which);
        IRelay.Request[] memory requests = new IRelay.Request[](BATCH);
        uint256 count = _done.length;
        requests[0] = _done[count - 1];
        for (uint256 i = 1; i < BATCH; ++i) requests[i] = _done[((which % count) + i) % count];

        bool[] memory relayed = relay.relay(requests);

        for (uint256 i = 0; i < BATCH; ++i) assertEq(relayed[i], false, "relayed again");
    }

    /// @dev A function that serves its caller is not passed on, and takes with it what it came with.
    function smuggle(uint256 seed, uint256 what) external counted {
        IRelay.Request[] memory requests = new IRelay.Request[](2);
        requests[0] = _permit(seed);
        requests[1] = _unlisted(what);
        if (what % 2 == 0) (requests[0], requests[1]) = (requests[1], requests[0]);
        _refused(requests, IRelay.RelayFunctionNotRelayed.selector);
    }

    /// @dev Nor can a relayer make a good request fail by giving it little gas.
    function starve(uint256 seed, uint256 gasLimit) external counted {
        IRelay.Request[] memory requests = new IRelay.Request[](2);
        (requests[0], requests[1]) = (_permit(seed), _permit(seed));
        requests[1].gasLimit = gasLimit % GAS;
        _refused(requests, IRelay.RelayGasLimitTooLow.selector);
        requests[1].gasLimit = uint256(type(uint64).max) + 1 + (gasLimit >> 1);
        _refused(requests, IRelay.RelayOutOfGas.selector);
    }

    function _refused(IRelay.Request[] memory requests, bytes4 refusal) private {
        assertRefused(actors[0], address(relay), abi.encodeCall(relay.relay, (requests)), refusal);
    }

    /// @dev Functions that would make the relay itself a member, a holder or a voter, and a contract it does not know.
    function _unlisted(uint256 what) private view returns (IRelay.Request memory request) {
        request = IRelay.Request(address(members), GAS, "");
        uint256 kind = (what >> 1) % 5;
        if (kind == 0) request.data = abi.encodeCall(members.join, ());
        if (kind == 1) request.data = abi.encodeCall(members.delegate, (actors[0]));
        if (kind == 2)
            (request.target, request.data) = (
                address(token),
                abi.encodeCall(IERC20.transfer, (actors[0], 0))
            );
        if (kind == 3) (request.target, request.data) = (address(store), abi.encodeCall(members.leave, ()));
        if (kind == 4) request.target = address(relay);
    }

    /* DRAWING UP */

    /// @dev A good permit that is never noted down: whatever it comes with fails.
    function _permit(uint256 seed) private view returns (IRelay.Request memory) {
        uint256 who = _pick(seed);
        return _encode(Draft(Kind.Permit, who, _pick(seed >> 8), seed, who, permitNonceGhost[who], time));
    }

    /// @dev A request with a fault or none; from 4 on, none. Notes down what a good one changes.
    function _drawUp(uint256 seed, uint256 fault) private returns (IRelay.Request memory request, bool good) {
        Draft memory draft;
        draft.kind = Kind(seed % 4);
        (draft.who, draft.to, draft.value) = (_pick(seed >> 16), _pick(seed >> 32), seed >> 64);
        draft.signer = draft.who;
        draft.nonce = _nonceOf(draft);
        draft.deadline = time + ((seed >> 40) % 2);
        if (fault == 1) draft.signer = (draft.who + 1 + ((seed >> 48) % (ACTORS - 1))) % ACTORS;
        if (fault == 2) draft.deadline = time - 1;
        if (fault == 3) ++draft.nonce;
        request = _encode(draft);
        good = (fault == 0 || fault > 3) && _isPossible(draft);
        if (good) _note(draft);
    }

    function _nonceOf(Draft memory draft) private view returns (uint256) {
        if (draft.kind == Kind.Permit) return permitNonceGhost[draft.who];
        return draft.kind == Kind.Delegate ? nonceGhost[draft.who] : joinsGhost[draft.who];
    }

    function _isPossible(Draft memory draft) private view returns (bool) {
        if (draft.kind == Kind.Permit) return true;
        if (draft.kind == Kind.Join) return !activeGhost[draft.who];
        if (draft.kind == Kind.Leave) return activeGhost[draft.who];
        return activeGhost[draft.who] && activeGhost[draft.to];
    }

    function _note(Draft memory draft) private {
        uint256 who = draft.who;
        if (draft.kind == Kind.Join) {
            activeGhost[who] = true;
            ++joinsGhost[who];
        } else if (draft.kind == Kind.Leave) {
            (activeGhost[who], delegateeGhost[who]) = (false, who);
        } else if (draft.kind == Kind.Delegate) {
            delegateeGhost[who] = draft.to;
            ++nonceGhost[who];
        } else {
            allowanceGhost[who][draft.to] = draft.value;
            ++permitNonceGhost[who];
        }
    }

    function _encode(Draft memory draft) private view returns (IRelay.Request memory request) {
        request = IRelay.Request(address(members), GAS, "");
        if (draft.kind == Kind.Permit) {
            request.target = address(token);
            request.data = _encodePermit(draft);
        } else if (draft.kind == Kind.Delegate) request.data = _encodeDelegation(draft);
        else request.data = _encodeEntry(draft);
    }

    function _encodePermit(Draft memory draft) private view returns (bytes memory) {
        (address owner, address spender) = (actors[draft.who], actors[draft.to]);
        bytes32 structHash = keccak256(
            abi.encode(PERMIT_TYPEHASH, owner, spender, draft.value, draft.nonce, draft.deadline)
        );
        bytes32 digest = typedDigest(token.DOMAIN_SEPARATOR(), structHash);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[draft.signer], digest);
        return abi.encodeCall(token.permit, (owner, spender, draft.value, draft.deadline, v, r, s));
    }

    function _encodeDelegation(Draft memory draft) private view returns (bytes memory) {
        (address account, address to) = (actors[draft.who], actors[draft.to]);
        bytes32 structHash = keccak256(
            abi.encode(DELEGATE_TYPEHASH, account, to, draft.nonce, draft.deadline)
        );
        bytes memory signature = _sign(draft, structHash);
        return abi.encodeCall(members.delegateFor, (account, to, draft.nonce, draft.deadline, signature));
    }

    /// @dev Which entry it is for, the signature alone says.
    function _encodeEntry(Draft memory draft) private view returns (bytes memory) {
        (address account, uint256 deadline) = (actors[draft.who], draft.deadline);
        if (draft.kind == Kind.Join) {
            bytes32 join = keccak256(abi.encode(JOIN_TYPEHASH, account, address(0), draft.nonce, deadline));
            return abi.encodeCall(members.joinFor, (account, deadline, _sign(draft, join)));
        }
        bytes32 leave = keccak256(abi.encode(LEAVE_TYPEHASH, account, draft.nonce, deadline));
        return abi.encodeCall(members.leaveFor, (account, deadline, _sign(draft, leave)));
    }

    function _sign(Draft memory draft, bytes32 structHash) private view returns (bytes memory) {
        return sign(_keys[draft.signer], typedDigest(members.DOMAIN_SEPARATOR(), structHash));
    }
}
