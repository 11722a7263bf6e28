// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IMembership} from "../../contracts/membership/IMembership.sol";
import {Roles} from "../../contracts/shared/Roles.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {MembershipBooks} from "./MembershipBooks.sol";

/**
 * @title MembershipActions
 * @notice Lets eight people join, leave, rise and delegate at random.
 */
abstract contract MembershipActions is MembershipBooks, Handler {
    bytes32 private constant JOIN_TYPEHASH = keccak256(
        "Join(address account,address inviter,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant INVITE_TYPEHASH = keccak256(
        "Invite(address inviter,address invitee,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant DELEGATION_TYPEHASH = keccak256(
        "Delegation(address delegatee,uint256 nonce,uint256 expiry)"
    );
    uint256 private constant OPERATOR_KEY = uint256(keccak256("hearth operator"));
    bytes4 private constant INVALID_NONCE = bytes4(keccak256("InvalidAccountNonce(address,uint256)"));
    bytes4 private constant INVALID_SIGNATURE = bytes4(keccak256("SignedRequestInvalidSignature(address)"));

    /// @dev The newest signed request to join of each, kept to be tried again.
    mapping(uint256 index => bytes) internal _usedJoins;
    mapping(uint256 index => mapping(uint256 key => uint256)) internal _delegationNonces;
    uint256 private _invitesGiven;
    address private _operator;

    constructor() {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(this));
        _operator = vm.addr(OPERATOR_KEY);
        manager.grantRole(Roles.OPERATOR, _operator, 0);
        _openBooks();
    }

    /// @dev Time passes before an action, and the outcome is written down behind it.
    modifier step(uint256 wait) {
        _pass(wait, 3 days);
        entropy = uint256(keccak256(abi.encode(entropy, wait)));
        _;
        _record();
    }

    /* JOINING AND LEAVING */

    function join(uint256 who, uint256 wait) external counted step(wait) {
        uint256 index = _outsider(who);
        _join(index);
        assertRefused(
            actors[index],
            address(members),
            abi.encodeCall(members.join, ()),
            IMembership.MembershipAlreadyMember.selector
        );
    }

    function joinFor(uint256 who, uint256 relayer, uint256 wait) external counted step(wait) {
        uint256 index = _outsider(who);
        (uint256 deadline, bytes memory signature) = _signJoin(index);
        uint256 expected = _expectedId(index);
        _usedJoins[index] = abi.encodeCall(members.joinFor, (actors[index], deadline, signature));

        vm.prank(actors[_pick(relayer)]);
        uint256 memberId = members.joinFor(actors[index], deadline, signature);

        assertEq(memberId, expected, "number given");
        _noteJoin(index);
    }

    /// @dev Under the policy that wants one, an invitation lets in the one who was invited, once.
    function joinInvited(uint256 who, uint256 from, bool named, uint256 wait) external counted step(wait) {
        uint256 index = _outsider(who);
        address account = actors[index];
        _setEntryPolicy(IMembership.EntryPolicy.Invite);
        assertRefused(
            account,
            address(members),
            abi.encodeCall(members.join, ()),
            IMembership.MembershipInviteRequired.selector
        );
        (IMembership.Invite memory invite, bytes memory signature) = _signInvite(
            from,
            named ? account : address(0)
        );
        uint256 expected = _expectedId(index);

        vm.prank(account);
        uint256 memberId = members.joinWithInvite(invite, signature);

        assertEq(memberId, expected, "number given");
        _noteJoin(index);
        bytes4 refusal =
            named
                ? IMembership.MembershipInviteNotForAccount.selector
                : IMembership.MembershipInviteSpent.selector;
        bytes memory again = abi.encodeCall(members.joinWithInvite, (invite, signature));
        assertRefused(address(0xbeef), address(members), again, refusal);
        _setEntryPolicy(IMembership.EntryPolicy.Open);
    }

    /// @dev Who has left is not brought back by the request that let them in before.
    function leave(uint256 who, uint256 wait) external counted step(wait) {
        uint256 index = _member(who);
        _leave(index);
        if (_usedJoins[index].length > 0) {
            assertRefused(address(this), address(members), _usedJoins[index], INVALID_SIGNATURE);
        }
    }

    function _join(uint256 index) private {
        uint256 expected = _expectedId(index);
        vm.prank(actors[index]);
        uint256 memberId = members.join();
        assertEq(memberId, expected, "number given");
        _noteJoin(index);
    }

    function _setEntryPolicy(IMembership.EntryPolicy policy) private {
        vm.prank(OPERATOR);
        members.setEntryPolicy(policy);
    }

    function _leave(uint256 index) private {
        vm.prank(actors[index]);
        members.leave();
        _noteLeave(index);
    }

    /* DELEGATING */

    function delegate(uint256 who, uint256 to, bool back, uint256 wait) external counted step(wait) {
        uint256 index = _member(who);
        uint256 delegatee = back ? index : _member(to);

        vm.prank(actors[index]);
        members.delegate(back ? address(0) : actors[delegatee]);

        _people[index].delegatee = delegatee;
        _refuseOutsiders(index);
    }

    /// @dev Signed delegations keep one count per key, and each signature is good once.
    function delegateBySig(uint256 who, uint256 to, uint256 key, uint256 wait) external counted step(wait) {
        uint256 index = _member(who);
        uint256 delegatee = _member(to);
        key = key % 3;
        uint256 nonce = (key << 64) | _delegationNonces[index][key];
        bytes32 structHash = keccak256(abi.encode(DELEGATION_TYPEHASH, actors[delegatee], nonce, time));
        bytes32 digest = typedDigest(members.DOMAIN_SEPARATOR(), structHash);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[index], digest);
        bytes memory request = abi.encodeCall(
            members.delegateBySig,
            (actors[delegatee], nonce, time, v, r, s)
        );

        (bool accepted, ) = address(members).call(request);

        assertTrue(accepted, "signed delegation refused");
        ++_delegationNonces[index][key];
        _people[index].delegatee = delegatee;
        assertRefused(address(this), address(members), request, INVALID_NONCE);
    }

    /// @dev A vote lies with members only.
    function _refuseOutsiders(uint256 index) private {
        for (uint256 i = 0; i < ACTORS; ++i) {
            if (_people[i].active) continue;
            assertRefused(
                actors[index],
                address(members),
                abi.encodeCall(members.delegate, (actors[i])),
                IMembership.MembershipDelegateNotMember.selector
            );
            return;
        }
    }

    /* RISING */

    function earn(uint256 who, uint256 amount, bool atOnce, uint256 wait) external counted step(wait) {
        uint256 index = _member(who);
        amount = bound(amount, 0, 800 ether);
        token.mint(actors[index], amount);
        _people[index].earned += amount;
        if (atOnce) _refresh(index);
    }

    function refresh(uint256 who, uint256 wait) external counted step(wait) {
        _refresh(_member(who));
    }

    /// @dev Thresholds and units change; members feel it when they are refreshed.
    function setTiers(uint256 thresholds, uint256 units, uint256 wait) external counted step(wait) {
        for (uint256 i = 0; i < TIERS; ++i) {
            IMembership.Tier storage tier = _tierBook[i];
            uint256 lowest = i == 0 ? 1 : _tierBook[i - 1].units;
            tier.units = uint32(lowest + ((units >> (i * 8)) % 5));
            if (i > 0) {
                uint256 rise = 1 ether + ((thresholds >> (i * 32)) % 600 ether);
                tier.threshold = uint88(_tierBook[i - 1].threshold + rise);
            }
        }

        members.setTiers(_tierBook);
    }

    function _refresh(uint256 index) private {
        members.refresh(_people[index].memberId);
        _noteRefresh(index);
    }

    /* CHOOSING */

    /// @dev A member that follows `seed`; if there is none, somebody joins, or is reinstated where all are suspended.
    function _member(uint256 seed) internal returns (uint256 index) {
        for (uint256 i = 0; i < ACTORS; ++i) {
            index = (_pick(seed) + i) % ACTORS;
            if (_people[index].active) return index;
        }
        for (uint256 i = 0; i < ACTORS; ++i) {
            index = (_pick(seed) + i) % ACTORS;
            if (_people[index].suspended) continue;
            _join(index);
            return index;
        }
        _reinstate(index);
    }

    /// @dev Somebody outside that follows `seed`; if there is none, one leaves.
    function _outsider(uint256 seed) private returns (uint256 index) {
        for (uint256 i = 0; i < ACTORS; ++i) {
            index = (_pick(seed) + i) % ACTORS;
            if (!_people[index].active && !_people[index].suspended) return index;
        }
        index = _member(seed);
        _leave(index);
    }

    function _reinstate(uint256 index) internal {
        vm.prank(OPERATOR);
        members.reinstate(_people[index].memberId, "");
        _noteReinstatement(index);
    }

    /// @dev A number is new, or the one that this very account had before.
    function _expectedId(uint256 index) private view returns (uint256) {
        return _people[index].joins == 0 ? lastMemberIdGhost + 1 : _people[index].memberId;
    }

    function _signJoin(uint256 index) private view returns (uint256 deadline, bytes memory signature) {
        deadline = time + 3650 days;
        bytes32 structHash = keccak256(
            abi.encode(JOIN_TYPEHASH, actors[index], address(0), _people[index].joins, deadline)
        );
        signature = sign(_keys[index], typedDigest(members.DOMAIN_SEPARATOR(), structHash));
    }

    /// @dev By a member whose tier may invite, if `from` is one; else by the operator.
    function _signInvite(
        uint256 from,
        address invitee
    ) private returns (IMembership.Invite memory invite, bytes memory signature) {
        uint256 index = _pick(from);
        bool mayInvite = _people[index].active && _people[index].tier > 0;
        invite = IMembership.Invite({
            inviter: mayInvite ? actors[index] : _operator,
            invitee: invitee,
            nonce: ++_invitesGiven,
            deadline: time
        });
        bytes32 structHash = keccak256(abi.encode(INVITE_TYPEHASH, invite));
        bytes32 digest = typedDigest(members.DOMAIN_SEPARATOR(), structHash);
        signature = sign(mayInvite ? _keys[index] : OPERATOR_KEY, digest);
    }
}
