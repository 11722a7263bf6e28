// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaigns} from "../../contracts/earning/ICampaigns.sol";
import {Roles} from "../../contracts/shared/Roles.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Community} from "../support/Community.sol";

contract CampaignsTest is Community {
    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "Attestation(uint256 campaignId,uint256 memberId,bytes32 subject,bytes32 contentHash,uint256 amount,uint256 deadline)"
    );
    bytes4 private constant INVALID_SIGNATURE = bytes4(keccak256("SignedRequestInvalidSignature(address)"));
    bytes4 private constant UNAUTHORIZED = bytes4(keccak256("AccessManagedUnauthorized(address)"));
    uint256 private constant SIGNERS = 5;

    /// @dev Ordered by address.
    uint256[] private _signerKeys;

    function setUp() public {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(0));
        _joinAll();
        for (uint256 i = 0; i < SIGNERS; ++i) {
            uint256 key = uint256(keccak256(abi.encode("hearth attester", i)));
            manager.grantRole(Roles.ATTESTER, vm.addr(key), 0);
            _signerKeys.push(key);
            for (uint256 j = i; j > 0 && vm.addr(_signerKeys[j]) < vm.addr(_signerKeys[j - 1]); --j) {
                (_signerKeys[j], _signerKeys[j - 1]) = (_signerKeys[j - 1], _signerKeys[j]);
            }
        }
    }

    /// @dev Any amount in the range is paid, to the last unit, and none outside it.
    function testFuzz_amountsKeepToTheRange(uint96 low, uint96 high, uint96 amount, uint8 who) public {
        (uint256 least, uint256 most) = low < high ? (low, high) : (high, low);
        least = bound(least, 1, EMISSION_CAP);
        most = bound(most, least, EMISSION_CAP);
        uint256 campaignId = _create(1, uint96(least), uint96(most), type(uint96).max, 0);
        uint256 memberId = 1 + _pick(who);
        ICampaigns.Attestation memory statement = _statement(campaignId, memberId, "a", amount);
        bytes memory request = _claimCall(statement, 0, 1);

        if (amount < least || amount > most) {
            _refused(request, ICampaigns.CampaignsRewardOutOfRange.selector);
            return;
        }
        _accepted(request);
        for (uint256 i = 0; i < ACTORS; ++i) {
            uint256 expected = i + 1 == memberId ? amount : 0;
            assertEq(token.balanceOf(actors[i]), expected, "balance");
            assertEq(token.earned(actors[i]), expected, "standing");
        }
        _refused(request, ICampaigns.CampaignsAlreadyPaid.selector);
    }

    /// @dev No word of an attestation can be changed after signing.
    function testFuzz_everyWordIsSigned(uint8 field, uint256 value) public {
        uint256 campaignId = _create(1, 1, 100 ether, 1_000 ether, 0);
        _create(1, 1, 100 ether, 1_000 ether, 0);
        ICampaigns.Attestation memory statement = _statement(campaignId, 1, "a", 10 ether);
        ICampaigns.Approval[] memory approvals = _approve(statement, 0, 1);

        field = field % 6;
        if (field == 0) statement.campaignId = campaignId + 1;
        else if (field == 1) statement.memberId = bound(value, 2, ACTORS);
        else if (field == 2) statement.subject = _other(statement.subject, value);
        else if (field == 3) statement.contentHash = _other(statement.contentHash, value);
        else if (field == 4) statement.amount = _otherThan(statement.amount, value);
        else statement.deadline = bound(value, statement.deadline + 1, type(uint256).max);

        _refused(abi.encodeCall(campaigns.claim, (statement, approvals)), INVALID_SIGNATURE);
    }

    /// @dev k of n: any k different attesters in order will do; fewer, more, twice the same, or another order will not.
    function testFuzz_signaturesNeeded(uint8 needed, uint8 given, uint8 from, uint8 twist) public {
        uint256 k = bound(needed, 1, SIGNERS);
        uint256 n = bound(given, 1, SIGNERS);
        uint256 campaignId = _create(uint8(k), 1, 100 ether, 1_000 ether, 0);
        ICampaigns.Attestation memory statement = _statement(campaignId, 1, "a", 1 ether);
        uint256 first = bound(from, 0, SIGNERS - n);
        bytes memory request = _claimCall(statement, first, n);
        if (n != k) {
            _refused(request, ICampaigns.CampaignsWrongSignatureCount.selector);
            return;
        }
        if (n > 1) {
            ICampaigns.Approval[] memory approvals = _approve(statement, first, n);
            uint256 i = bound(twist, 0, n - 2);
            (approvals[i], approvals[i + 1]) = (approvals[i + 1], approvals[i]);
            _refused(
                abi.encodeCall(campaigns.claim, (statement, approvals)),
                ICampaigns.CampaignsSignersNotAscending.selector
            );
            approvals[i] = approvals[i + 1];
            _refused(
                abi.encodeCall(campaigns.claim, (statement, approvals)),
                ICampaigns.CampaignsSignersNotAscending.selector
            );
        }
        _accepted(request);
    }

    /// @dev In whatever order and however often contributions are handed in, each (member, subject) is paid once.
    function testFuzz_nullifiersInAnyOrder(uint8[20] memory order) public {
        uint256 campaignId = _create(1, 1 ether, 1 ether, 1_000 ether, 0);
        bool[12] memory paid;
        uint256[3] memory expected;
        for (uint256 i = 0; i < order.length; ++i) {
            uint256 which = order[i] % 12;
            (uint256 member, uint256 subject) = (which % 3, which / 3);
            ICampaigns.Attestation memory statement = _statement(
                campaignId,
                member + 1,
                bytes32(subject),
                1 ether
            );
            if (paid[which]) {
                _refused(_claimCall(statement, i % SIGNERS, 1), ICampaigns.CampaignsAlreadyPaid.selector);
                continue;
            }
            if (i % 2 == 0) _accepted(_claimCall(statement, i % SIGNERS, 1));
            else _award(campaignId, bytes32(subject), member + 1, 1 ether);
            paid[which] = true;
            expected[member] += 1 ether;
        }
        for (uint256 i = 0; i < 3; ++i) assertEq(token.earned(actors[i]), expected[i], "standing");
        assertEq(campaigns.campaign(campaignId).paid, token.totalEarned(), "paid by the campaign");
    }

    /// @dev The cap of a member counts his contributions, and the budget everybody's.
    function testFuzz_capAndBudget(uint8 cap, uint8 seats, uint8 tries) public {
        uint256 perMember = bound(cap, 1, 10);
        uint256 affordable = bound(seats, 1, 20);
        uint256 campaignId = _create(1, 1 ether, 1 ether, uint96(affordable * 1 ether), uint16(perMember));
        uint256 paid;
        uint256[3] memory times;
        for (uint256 i = 0; i < bound(tries, 1, 24); ++i) {
            uint256 memberId = 1 + (i % 2);
            bytes memory request = _claimCall(_statement(campaignId, memberId, bytes32(i), 1 ether), 0, 1);
            if (times[memberId] == perMember)
                _refused(request, ICampaigns.CampaignsMemberCapReached.selector);
            else if (paid == affordable) _refused(request, ICampaigns.CampaignsBudgetExceeded.selector);
            else {
                _accepted(request);
                ++paid;
                ++times[memberId];
            }
        }
        assertEq(campaigns.campaign(campaignId).paid, paid * 1 ether, "paid");
    }

    /// @dev A campaign pays from its first second until its last, and an attestation until its deadline. Times are
    /// seconds apart, so that every edge is met.
    function testFuzz_timesHold(uint8 start, uint8 lasts, uint8 deadline, uint8 at) public {
        uint32 opens = uint32(time + (start % 5));
        uint32 ends = opens + 1 + (lasts % 6);
        uint256 campaignId = _open(
            _startingAt(opens, _plainTerms(ICampaigns.Kind.Help, 1, 1, 10 ether, 10 ether, 0, ends))
        );
        ICampaigns.Attestation memory statement = _statement(campaignId, 1, "a", 1 ether);
        statement.deadline = time + (deadline % 14);
        bytes memory request = _claimCall(statement, 0, 1);
        _goTo(time + (at % 14));

        if (time < opens || time >= ends) _refused(request, ICampaigns.CampaignsNotOpen.selector);
        else if (time > statement.deadline) {
            _refused(request, ICampaigns.CampaignsAttestationExpired.selector);
        } else _accepted(request);
    }

    /// @dev A whole batch pays, or nobody in it; its sum is held against the budget.
    function testFuzz_awardIsAllOrNothing(uint96[6] memory amounts, uint96 budget, uint8 twice) public {
        uint256 available = bound(budget, 60 ether, 600 ether);
        uint256 campaignId = _create(1, 1 ether, 60 ether, uint96(available), 0);
        Award[] memory awards = new Award[](6);
        uint256 total;
        for (uint256 i = 0; i < 6; ++i) {
            uint256 amount = bound(amounts[i], 1 ether, 60 ether);
            awards[i] = Award(i + 1, amount);
            total += amount;
        }
        bool duplicate = twice % 3 == 0;
        if (duplicate) awards[twice % 5].memberId = 6;
        bytes memory request = abi.encodeCall(campaigns.award, (campaignId, "a", _pack(awards)));
        address attester = vm.addr(_signerKeys[0]);

        assertRefused(OPERATOR, address(campaigns), request, UNAUTHORIZED);
        if (duplicate) {
            assertRefused(attester, address(campaigns), request, ICampaigns.CampaignsAlreadyPaid.selector);
        } else if (total > available) {
            assertRefused(attester, address(campaigns), request, ICampaigns.CampaignsBudgetExceeded.selector);
        } else {
            _award(campaignId, awards, "a");
            for (uint256 i = 0; i < 6; ++i) {
                assertEq(token.balanceOf(actors[i]), awards[i].amount, "balance");
            }
            return;
        }
        assertEq(token.totalEarned(), 0, "something was paid");
        assertEq(campaigns.campaign(campaignId).paid, 0, "the campaign paid something");
    }

    /* TOOLS */

    function _create(
        uint8 signatures,
        uint96 least,
        uint96 most,
        uint96 budget,
        uint16 cap
    ) private returns (uint256) {
        return
            _open(_plainTerms(ICampaigns.Kind.Review, signatures, least, most, budget, cap, time + 30 days));
    }

    function _startingAt(
        uint32 start,
        ICampaigns.Terms memory terms
    ) private pure returns (ICampaigns.Terms memory) {
        terms.start = start;
        return terms;
    }

    function _open(ICampaigns.Terms memory terms) private returns (uint256) {
        vm.prank(OPERATOR);
        return campaigns.createCampaign(terms, "ipfs://campaign");
    }

    function _statement(
        uint256 campaignId,
        uint256 memberId,
        bytes32 subject,
        uint256 amount
    ) private view returns (ICampaigns.Attestation memory) {
        return
            ICampaigns.Attestation({
                campaignId: campaignId,
                memberId: memberId,
                subject: subject,
                contentHash: keccak256("words"),
                amount: amount,
                deadline: time + 30 days
            });
    }

    /// @dev By `count` attesters in order, from the one at `first`.
    function _approve(
        ICampaigns.Attestation memory statement,
        uint256 first,
        uint256 count
    ) private view returns (ICampaigns.Approval[] memory approvals) {
        bytes32 digest = typedDigest(
            campaigns.DOMAIN_SEPARATOR(),
            keccak256(abi.encode(ATTESTATION_TYPEHASH, statement))
        );
        approvals = new ICampaigns.Approval[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 key = _signerKeys[first + i];
            approvals[i] = ICampaigns.Approval(vm.addr(key), sign(key, digest));
        }
    }

    function _claimCall(
        ICampaigns.Attestation memory statement,
        uint256 first,
        uint256 count
    ) private view returns (bytes memory) {
        return abi.encodeCall(campaigns.claim, (statement, _approve(statement, first, count)));
    }

    function _award(uint256 campaignId, bytes32 subject, uint256 memberId, uint256 amount) private {
        Award[] memory awards = new Award[](1);
        awards[0] = Award(memberId, amount);
        _award(campaignId, awards, subject);
    }

    function _award(uint256 campaignId, Award[] memory awards, bytes32 subject) private {
        vm.prank(vm.addr(_signerKeys[0]));
        campaigns.award(campaignId, subject, _pack(awards));
    }

    function _accepted(bytes memory request) private {
        (bool success, ) = address(campaigns).call(request);
        assertTrue(success, "claim refused");
    }

    function _refused(bytes memory request, bytes4 expected) private {
        assertRefused(address(this), address(campaigns), request, expected);
    }

    function _other(bytes32 word, uint256 value) private pure returns (bytes32) {
        return bytes32(_otherThan(uint256(word), value));
    }

    function _otherThan(uint256 word, uint256 value) private pure returns (uint256) {
        return value == word ? value ^ 1 : value;
    }
}
