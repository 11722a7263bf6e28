// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaigns} from "../../contracts/earning/ICampaigns.sol";
import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {ICampaignsSurface, IMembershipSurface, IRewardTokenSurface} from "../support/Surfaces.sol";
import {EarningHandler} from "./EarningHandler.sol";

contract EarningInvariants is InvariantTargets {
    EarningHandler private handler;
    ICampaignsSurface private campaigns;
    IRewardTokenSurface private token;
    IMembershipSurface private members;

    function setUp() public {
        handler = new EarningHandler();
        campaigns = handler.campaigns();
        token = handler.token();
        members = handler.members();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    /// @dev Each contribution is paid once or not at all, to the member it names, within budget and cap.
    function invariant_payments() external view {
        assertEq(campaigns.campaignCount(), handler.campaignsGhost(), "campaigns");
        _checkCampaign(handler.touched());
        _checkCampaign(1 + (handler.time() % handler.campaignsGhost()));
        uint256 total;
        for (uint256 i = 1; i <= handler.campaignsGhost(); ++i) total += campaigns.campaign(i).paid;
        assertEq(total, token.totalEarned(), "paid by the campaigns beside what was earned");
    }

    /// @dev What a member has is what was paid to that member, and the tier follows it at once.
    function invariant_standing() external view {
        uint256 total;
        uint256 balances;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address account = handler.actors(i);
            uint256 earned = handler.earnedGhost(i);
            assertEq(token.earned(account), earned, "standing");
            assertEq(token.balanceOf(account), handler.balanceGhost(i), "balance");
            assertEq(token.debtOf(account), handler.debtGhost(i), "debt");
            total += earned;
            balances += handler.balanceGhost(i);
            if (!handler.activeGhost(i)) continue;
            (, uint256 tier) = members.memberAndTierOf(account);
            assertEq(tier, handler.tierGhost(i), "tier");
        }
        assertEq(token.totalSupply(), balances, "supply");
        assertEq(token.totalRevoked(), handler.totalRevokedGhost(), "total revoked");
        assertEq(total + handler.totalRevokedGhost(), handler.totalEarnedGhost(), "standing beside earned");
        _checkEmission(token.totalEarned());
    }

    function _checkEmission(uint256 earned) private view {
        (uint256 epoch, uint256 minted, uint256 cap) = token.emission();
        assertEq(minted, handler.mintedGhost(epoch), "emission used");
        assertEq(cap, handler.capGhost(), "emission cap");
        uint256 total;
        for (uint256 i = 0; i < handler.epochCount(); ++i) {
            uint256 past = handler.epochs(i);
            assertLe(handler.mintedGhost(past), handler.highestCapGhost(past), "minted in an epoch");
            total += handler.mintedGhost(past);
        }
        assertEq(total, earned, "sum of the epochs");
    }

    function _checkCampaign(uint256 campaignId) private view {
        ICampaigns.Campaign memory campaign = campaigns.campaign(campaignId);
        ICampaigns.Terms memory terms = handler.campaignGhost(campaignId);
        assertEq(campaign.paid, handler.paidTotalGhost(campaignId), "paid");
        assertEq(campaign.budget, terms.budget, "budget");
        assertEq(campaign.end, terms.end, "end");
        assertLe(campaign.paid, terms.budget, "paid beside the budget");
        for (uint256 actor = 0; actor < handler.ACTORS(); ++actor) {
            if (terms.perMemberCap != 0) _checkCap(campaignId, actor, terms.perMemberCap);
            for (uint256 subject = 0; subject < handler.SUBJECTS(); ++subject) {
                assertEq(
                    campaigns.isPaid(campaignId, handler.subjectOf(subject), actor + 1),
                    handler.paidGhost(campaignId, subject, actor),
                    "whether paid"
                );
            }
        }
    }

    function _checkCap(uint256 campaignId, uint256 actor, uint256 cap) private view {
        uint256 count = campaigns.paidCount(campaignId, actor + 1);
        assertEq(count, handler.paidCountGhost(campaignId, actor), "times paid");
        assertLe(count, cap, "times paid beside the cap");
    }
}
