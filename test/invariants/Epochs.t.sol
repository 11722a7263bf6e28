// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {ICampaignEpochs} from "../../contracts/earning/ICampaignEpochs.sol";
import {IRewardToken} from "../../contracts/token/IRewardToken.sol";
import {Handler, InvariantTargets} from "../support/InvariantTargets.sol";
import {EpochBooks} from "./EpochBooks.sol";
import {EpochHandler} from "./EpochHandler.sol";

contract EpochInvariants is InvariantTargets {
    EpochHandler private handler;

    function setUp() public {
        handler = new EpochHandler();
    }

    function _handler() internal view override returns (Handler) {
        return handler;
    }

    /// @dev Each leaf is paid once or not at all, no epoch pays more than its total, and what is neither paid nor
    /// given back is still set aside.
    function invariant_epochs() external view {
        uint256 claimed;
        uint256 left;
        for (uint256 epochId = 1; epochId <= handler.epochsGhost(); ++epochId) {
            EpochBooks.Ghost memory ghost = handler.epochGhost(epochId);
            ICampaignEpochs.Epoch memory epoch = handler.campaigns().epochOf(epochId);
            assertLe(ghost.claimedTotal, ghost.total, "claimed beside the total");
            assertEq(epoch.left, ghost.total - ghost.claimedTotal - ghost.returned, "left");
            for (uint256 i = 0; i < handler.LEAVES(); ++i) {
                assertEq(handler.campaigns().isEpochClaimed(epochId, i), ghost.claimed[i], "leaf claimed");
                assertEq(
                    handler.campaigns().isEpochClaimRevoked(epochId, i),
                    ghost.revoked[i],
                    "leaf revoked"
                );
            }
            claimed += ghost.claimedTotal;
            left += epoch.left;
        }
        assertEq(
            handler.campaigns().campaign(handler.campaignId()).paid,
            claimed + left,
            "paid or set aside"
        );
        assertEq(handler.token().totalEarned(), claimed, "earned");
    }

    /// @dev Nobody has anything but what their own leaves have paid, less what was revoked; what was spent before stays
    /// owed until later payments repay it.
    function invariant_members() external view {
        IRewardToken token = handler.token();
        uint256 revoked;
        for (uint256 i = 0; i < handler.ACTORS(); ++i) {
            address account = handler.actors(i);
            uint256 standing = handler.earnedGhost(i) - handler.revokedGhost(i);
            assertEq(token.earned(account), standing, "standing");
            assertEq(token.balanceOf(account), handler.balanceGhost(i), "balance");
            assertEq(token.debtOf(account), handler.debtGhost(i), "debt");
            revoked += handler.revokedGhost(i);
        }
        assertEq(token.totalRevoked(), revoked, "total revoked");
    }
}
