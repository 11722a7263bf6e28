// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {IMembership} from "../../contracts/membership/IMembership.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";

contract MembershipVotesTest is Community {
    uint256 private constant PEOPLE = 4;
    uint256 private constant STEPS = 24;
    bytes32 private constant DELEGATION_TYPEHASH = keccak256(
        "Delegation(address delegatee,uint256 nonce,uint256 expiry)"
    );
    bytes4 private constant FUTURE_LOOKUP = bytes4(keccak256("ERC5805FutureLookup(uint256,uint48)"));
    bytes4 private constant EXPIRED = bytes4(keccak256("VotesExpiredSignature(uint256)"));

    bool[PEOPLE] private _active;
    uint256[PEOPLE] private _units;
    uint256[PEOPLE] private _delegatees;
    uint256[PEOPLE] private _earned;
    /// @dev Votes of each at the end of each second written down.
    mapping(uint256 second => uint256[PEOPLE]) private _votesAt;
    mapping(uint256 second => uint256[PEOPLE]) private _unitsAt;
    uint256[] private _seconds;

    function setUp() public {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(this));
        for (uint256 i = 0; i < PEOPLE; ++i) _delegatees[i] = i;
    }

    /// @dev Whatever history, every past second reads as it ended: a replay beside a plain model.
    function testFuzz_historyReadsAsItHappened(uint256[STEPS] memory steps) public {
        for (uint256 i = 0; i < STEPS; ++i) {
            _pass(steps[i] >> 128, 3);
            _act(steps[i]);
            _writeDown();
        }
        _goTo(time + 1);

        for (uint256 i = 0; i < _seconds.length; ++i) {
            uint256 until = i + 1 < _seconds.length ? _seconds[i + 1] : time;
            for (uint256 second = _seconds[i]; second < until; ++second) _compare(second, _seconds[i]);
        }
        assertEq(members.getPastTotalSupply(_seconds[0] - 1), 0, "total before anything");
    }

    /// @dev Votes are live from joining, with nothing else done, and not in any second before.
    function testFuzz_votesAreLiveFromJoining(uint32 wait) public {
        _goTo(time + wait);
        vm.prank(actors[0]);
        members.join();
        uint256 joined = time;
        assertEq(members.getVotes(actors[0]), 1, "votes at once");
        _refused(abi.encodeCall(members.getPastVotes, (actors[0], joined)), FUTURE_LOOKUP);
        _refused(abi.encodeCall(members.getPastTotalSupply, (joined)), FUTURE_LOOKUP);
        _refused(abi.encodeCall(members.unitsAt, (actors[0], joined)), FUTURE_LOOKUP);

        _goTo(joined + 1);
        assertEq(members.getPastVotes(actors[0], joined), 1, "votes of the second of joining");
        assertEq(members.getPastVotes(actors[0], joined - 1), 0, "votes of the second before");
        assertEq(members.getPastTotalSupply(joined), 1, "total of the second of joining");
    }

    /// @dev A signed delegation is its signer's alone, in time.
    function testFuzz_signedDelegation(uint256 from, uint256 to, uint192 key, uint32 lasts) public {
        _joinAll();
        (uint256 signer, uint256 delegatee) = (_pick(from), _pick(to));
        uint256 expiry = time + lasts;
        bytes32 digest = typedDigest(
            members.DOMAIN_SEPARATOR(),
            keccak256(abi.encode(DELEGATION_TYPEHASH, actors[delegatee], uint256(key) << 64, expiry))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[signer], digest);
        bytes memory request = abi.encodeCall(
            members.delegateBySig,
            (actors[delegatee], uint256(key) << 64, expiry, v, r, s)
        );

        _goTo(expiry);
        (bool accepted, ) = address(members).call(request);
        assertTrue(accepted, "refused in time");
        assertEq(members.delegates(actors[signer]), actors[delegatee], "delegatee");
        assertEq(members.getVotes(actors[delegatee]), delegatee == signer ? 1 : 2, "votes of the delegatee");
        _goTo(expiry + 1);
        assertRefused(address(this), address(members), request, EXPIRED);
    }

    /* HISTORY */

    function _act(uint256 step) private {
        uint256 who = (step >> 8) % PEOPLE;
        address account = actors[who];
        uint256 action = step % 8;
        if (!_active[who]) {
            vm.prank(account);
            members.join();
            (_active[who], _units[who]) = (true, _unitsFor(_earned[who]));
        } else if (action == 0) {
            vm.prank(account);
            members.leave();
            (_active[who], _units[who], _delegatees[who]) = (false, 0, who);
        } else if (action < 5) {
            uint256 to = (step >> 16) % PEOPLE;
            if (!_active[to]) to = who;
            vm.prank(account);
            members.delegate(actors[to]);
            _delegatees[who] = to;
        } else {
            uint256 amount = (step >> 32) % 700 ether;
            token.mint(account, amount);
            members.refresh(members.memberOf(account));
            _earned[who] += amount;
            _units[who] = _unitsFor(_earned[who]);
        }
    }

    function _unitsFor(uint256 standing) private pure returns (uint256 units) {
        IMembership.Tier[] memory list = _tiers();
        for (uint256 i = 0; i < list.length; ++i) if (standing >= list[i].threshold) units = list[i].units;
    }

    function _writeDown() private {
        if (_seconds.length == 0 || _seconds[_seconds.length - 1] != time) _seconds.push(time);
        uint256[PEOPLE] memory votes;
        for (uint256 i = 0; i < PEOPLE; ++i) votes[_delegatees[i]] += _units[i];
        _votesAt[time] = votes;
        _unitsAt[time] = _units;
    }

    function _compare(uint256 second, uint256 written) private view {
        uint256 total;
        for (uint256 i = 0; i < PEOPLE; ++i) {
            assertEq(members.getPastVotes(actors[i], second), _votesAt[written][i], "past votes");
            (, uint256 units) = members.unitsAt(actors[i], second);
            if (_active[i]) assertEq(units, _unitsAt[written][i], "past units");
            total += _votesAt[written][i];
        }
        assertEq(members.getPastTotalSupply(second), total, "past total");
    }

    function _refused(bytes memory request, bytes4 expected) private {
        assertRefused(address(this), address(members), request, expected);
    }
}
