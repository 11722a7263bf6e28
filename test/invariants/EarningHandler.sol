// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaignRevocations} from "../../contracts/earning/ICampaignRevocations.sol";
import {ICampaigns} from "../../contracts/earning/ICampaigns.sol";
import {Roles} from "../../contracts/shared/Roles.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Handler} from "../support/InvariantTargets.sol";
import {EarningSigners} from "./EarningSigners.sol";

/**
 * @title EarningHandler
 * @notice Runs campaigns that pay eight members at random, and tries at every step to be paid wrongly.
 */
contract EarningHandler is EarningSigners, Handler {
    bytes4 private constant UNAUTHORIZED = bytes4(keccak256("AccessManagedUnauthorized(address)"));

    constructor() {
        _deployCommunity(IRewardToken.TransferPolicy.Open, address(0));
        _joinAll();
        _nameSigners();
        _noteEpoch();
        _create(1, 5 ether, 25 ether, 200 ether, 3, 60 days);
    }

    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](10);
        list[0] = this.createCampaign.selector;
        list[1] = this.claim.selector;
        list[2] = this.award.selector;
        list[3] = this.setCampaignBudget.selector;
        list[4] = this.setCampaignEnd.selector;
        list[5] = this.setEmissionCap.selector;
        list[6] = this.leaveAndReturn.selector;
        list[7] = this.revoke.selector;
        list[8] = this.revokeSpent.selector;
        list[9] = this.rotate.selector;
    }

    /* EARNING */

    function claim(uint256 who, uint256 what, uint256 amount, uint256 wait) external counted {
        _pass(wait, 2 days);
        (uint256 campaignId, uint256 subject, uint256 actor) = _choose(what, who, 0);
        ICampaigns.Attestation memory statement = _statement(campaignId, subject, actor, amount);
        _chooseSigners(actor, what, campaignGhost(campaignId).signaturesNeeded);
        ICampaigns.Approval[] memory approvals = _approve(statement);
        _tryForgeries(statement, approvals, actor);
        bytes memory request = abi.encodeCall(campaigns.claim, (statement, approvals));
        _waitForEmission(actors[_pick(wait)], request, statement.amount);

        campaigns.claim(statement, approvals);

        _notePaid(campaignId, subject, actor, statement.amount);
        _refused(request, ICampaigns.CampaignsAlreadyPaid.selector);
    }

    /// @dev What an attester has signed is worth nothing from the second on in which the role is taken, and its word
    /// neither.
    function rotate(uint256 who, uint256 what, uint256 amount) external counted {
        (uint256 campaignId, uint256 subject, uint256 actor) = _choose(what, who, 1);
        ICampaigns.Attestation memory statement = _statement(campaignId, subject, actor, amount);
        address attester = _signAsAttester(what);
        bytes memory request = abi.encodeCall(campaigns.claim, (statement, _approve(statement)));
        Award[] memory awards = new Award[](1);
        awards[0] = Award(statement.memberId, statement.amount);
        bytes memory batch = abi.encodeCall(campaigns.award, (campaignId, statement.subject, _pack(awards)));
        manager.revokeRole(Roles.ATTESTER, attester);

        _refused(request, ICampaigns.CampaignsSignerNotAllowed.selector);
        assertRefused(attester, address(campaigns), batch, UNAUTHORIZED);

        manager.grantRole(Roles.ATTESTER, attester, 0);
    }

    /// @dev By one attester, to one member and to every other who can be paid for the same.
    function award(uint256 who, uint256 what, uint256 amount, uint256 wait) external counted {
        _pass(wait, 2 days);
        (uint256 campaignId, uint256 subject, uint256 first) = _choose(what, who, 1);
        (Award[] memory awards, uint256 total) = _awards(campaignId, subject, first, amount);
        bytes memory request = abi.encodeCall(
            campaigns.award,
            (campaignId, subjectOf(subject), _pack(awards))
        );
        address attester = vm.addr(_attesterKeys[0]);
        _waitForEmission(attester, request, total);

        vm.prank(attester);
        (bool paid, ) = address(campaigns).call(request);

        assertTrue(paid, "award refused");
        for (uint256 i = 0; i < awards.length; ++i) {
            _notePaid(campaignId, subject, awards[i].memberId - 1, awards[i].amount);
        }
        assertRefused(attester, address(campaigns), request, ICampaigns.CampaignsAlreadyPaid.selector);
    }

    function revoke(uint256 which, uint256 amount, uint256 spent) external counted {
        Payment storage payment = _revocablePayment(which);
        _spend(payment.actor, bound(spent, 0, balanceGhost[payment.actor]));
        _revoke(payment, amount);
    }

    /// @dev Of a member who has spent everything: all of it becomes debt, which the next payment repays first.
    function revokeSpent(uint256 which, uint256 amount) external counted {
        Payment storage payment = _revocablePayment(which);
        uint256 actor = payment.actor;
        _spend(actor, balanceGhost[actor]);
        uint256 standing = earnedGhost[actor];
        uint256 debt = debtGhost[actor];

        _revoke(payment, amount);

        uint256 owed = token.debtOf(actors[actor]) - debt;
        assertEq(owed, standing - token.earned(actors[actor]), "what is owed beside what was taken back");
        assertTrue(owed > 0, "nothing is owed");
    }

    /// @dev A payment that can be revoked; if there is none, one is made.
    function _revocablePayment(uint256 which) private returns (Payment storage payment) {
        uint256 count = _payments.length;
        for (uint256 i = 0; i < count; ++i) {
            payment = _payments[((which % count) + i) % count];
            if (_revocable(payment)) return payment;
        }
        this.claim(which, which, which, 0);
        return _payments[_payments.length - 1];
    }

    function _spend(uint256 actor, uint256 amount) private {
        balanceGhost[actor] -= amount;

        vm.prank(actors[actor]);
        token.burn(amount);
    }

    function _revoke(Payment storage payment, uint256 amount) private {
        (uint256 campaignId, uint256 actor) = (payment.campaignId, payment.actor);
        ICampaigns.Terms memory terms = campaignGhost(campaignId);
        uint256 kept = keptGhost[campaignId][actor];
        uint256 most = terms.maxReward < kept ? terms.maxReward : kept;
        amount = bound(amount, 1, most);
        assertRefused(
            OPERATOR,
            address(campaigns),
            _revocation(payment, most + 1),
            ICampaignRevocations.CampaignsRevocationOutOfRange.selector
        );
        bytes memory request = _revocation(payment, amount);
        _refused(request, UNAUTHORIZED);
        _noteRevoked(payment, amount);

        vm.prank(OPERATOR);
        (bool revoked, ) = address(campaigns).call(request);

        assertTrue(revoked, "revocation refused");
        assertRefused(
            OPERATOR,
            address(campaigns),
            request,
            ICampaignRevocations.CampaignsAlreadyRevoked.selector
        );
    }

    function _revocation(Payment storage payment, uint256 amount) private view returns (bytes memory) {
        bytes32 subject = subjectOf(payment.subject);
        return
            abi.encodeCall(
                campaigns.revoke,
                (payment.campaignId, subject, _memberIds[payment.actor], amount, "why")
            );
    }

    function _awards(
        uint256 campaignId,
        uint256 subject,
        uint256 first,
        uint256 amount
    ) private view returns (Award[] memory awards, uint256 total) {
        ICampaigns.Terms memory terms = campaignGhost(campaignId);
        uint256 left = terms.budget - paidTotalGhost[campaignId];
        awards = new Award[](ACTORS);
        uint256 count;
        for (uint256 i = 0; i < ACTORS; ++i) {
            uint256 actor = (first + i) % ACTORS;
            if (!_payable(campaignId, subject, actor) || left - total < terms.minReward) continue;
            uint256 most = left - total < terms.maxReward ? left - total : terms.maxReward;
            uint256 reward = bound(amount >> (i * 16), terms.minReward, most);
            awards[count++] = Award(_memberIds[actor], reward);
            total += reward;
        }
        assembly ("memory-safe") {
            mstore(awards, count)
        }
    }

    /* SETTING */

    function createCampaign(uint256 seed, uint256 wait) external counted {
        _pass(wait, 2 days);
        uint256 least = bound(seed, 1, 40 ether);
        uint256 most = least + ((seed >> 32) % 40 ether);
        uint256 budget = most + ((seed >> 64) % 400 ether);
        _create(
            1 + ((seed >> 96) % 3),
            least,
            most,
            budget,
            (seed >> 104) % 4,
            1 + ((seed >> 112) % 90 days)
        );
    }

    function setCampaignBudget(uint256 which, uint256 budget) external counted {
        uint256 campaignId = 1 + (which % campaignsGhost());
        uint256 paid = paidTotalGhost[campaignId];
        if (paid > 0) {
            assertRefused(
                OPERATOR,
                address(campaigns),
                abi.encodeCall(campaigns.setCampaignBudget, (campaignId, uint96(paid - 1))),
                ICampaigns.CampaignsBudgetBelowPaid.selector
            );
        }
        _terms[campaignId - 1].budget = uint96(bound(budget, paid, paid + 500 ether));
        touched = campaignId;

        vm.prank(OPERATOR);
        campaigns.setCampaignBudget(campaignId, _terms[campaignId - 1].budget);
    }

    function setCampaignEnd(uint256 which, uint256 lasts) external counted {
        uint256 campaignId = 1 + (which % campaignsGhost());
        uint32 newEnd = uint32(time + bound(lasts, 0, 40 days));
        touched = campaignId;
        if (time >= _terms[campaignId - 1].end + DISPUTE_WINDOW) {
            assertRefused(
                OPERATOR,
                address(campaigns),
                abi.encodeCall(campaigns.setCampaignEnd, (campaignId, newEnd)),
                ICampaigns.CampaignsSettled.selector
            );
            return;
        }
        _terms[campaignId - 1].end = newEnd;

        vm.prank(OPERATOR);
        campaigns.setCampaignEnd(campaignId, newEnd);
    }

    function setEmissionCap(uint256 newCap, uint256 wait) external counted {
        _pass(wait, EPOCH);
        _setCap(bound(newCap, 0, 300 ether));
    }

    /// @dev Who has left is not paid; who comes back is, and was not forgotten.
    function leaveAndReturn(uint256 who, uint256 what) external counted {
        uint256 actor = _pick(who);
        if (activeGhost[actor]) {
            (uint256 campaignId, uint256 subject, uint256 payee) = _choose(what, actor, 0);
            ICampaigns.Attestation memory statement = _statement(campaignId, subject, payee, what);
            activeGhost[payee] = false;
            _chooseSigners(payee, what, campaignGhost(campaignId).signaturesNeeded);
            vm.prank(actors[payee]);
            members.leave();
            _refused(
                abi.encodeCall(campaigns.claim, (statement, _approve(statement))),
                ICampaigns.CampaignsMemberNotActive.selector
            );
        } else {
            activeGhost[actor] = true;
            vm.prank(actors[actor]);
            assertEq(members.join(), _memberIds[actor], "number after coming back");
        }
    }

    function _create(
        uint256 signatures,
        uint256 least,
        uint256 most,
        uint256 budget,
        uint256 cap,
        uint256 lasts
    ) private {
        ICampaigns.Terms memory terms = _plainTerms(
            ICampaigns.Kind.Review,
            signatures,
            least,
            most,
            budget,
            cap,
            time + lasts
        );
        _terms.push(terms);
        touched = _terms.length;

        vm.prank(OPERATOR);
        assertEq(campaigns.createCampaign(terms, "ipfs://campaign"), touched, "number of the campaign");
    }

    function _setCap(uint256 newCap) private {
        capGhost = newCap;
        _noteEpoch();
        token.setEmissionCap(newCap);
    }

    /* CHOOSING */

    /// @dev A payment that is possible; starts a campaign if there is none. `signatures` zero means any number.
    function _choose(
        uint256 what,
        uint256 who,
        uint256 signatures
    ) private returns (uint256 campaignId, uint256 subject, uint256 actor) {
        actor = _pick(who);
        if (!activeGhost[actor]) {
            activeGhost[actor] = true;
            vm.prank(actors[actor]);
            members.join();
        }
        for (uint256 i = 0; i < campaignsGhost(); ++i) {
            campaignId = 1 + (((what % campaignsGhost()) + i) % campaignsGhost());
            if (signatures != 0 && campaignGhost(campaignId).signaturesNeeded != signatures) continue;
            for (uint256 j = 0; j < SUBJECTS; ++j) {
                subject = (((what >> 8) % SUBJECTS) + j) % SUBJECTS;
                if (_payable(campaignId, subject, actor)) return (campaignId, subject, actor);
            }
        }
        _create(signatures == 0 ? 1 + (what % 3) : signatures, 1 ether, 30 ether, 150 ether, 3, 30 days);
        return (campaignsGhost(), 0, actor);
    }

    /// @dev Where the epoch's emission does not reach, sees the claim refused and makes room.
    function _waitForEmission(address from, bytes memory request, uint256 amount) private {
        _noteEpoch();
        if (_emissionLeft() >= amount) return;
        assertRefused(from, address(campaigns), request, IRewardToken.RewardTokenEmissionExceeded.selector);
        _setCap(mintedGhost[time / EPOCH] + amount);
    }
}
