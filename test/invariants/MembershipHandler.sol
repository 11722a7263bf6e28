// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {MembershipActions} from "./MembershipActions.sol";

/**
 * @title MembershipHandler
 * @notice Lets eight people do all that members do themselves.
 */
contract MembershipHandler is MembershipActions {
    function actions() external pure override returns (bytes4[] memory list) {
        list = new bytes4[](9);
        list[0] = this.join.selector;
        list[1] = this.joinFor.selector;
        list[2] = this.joinInvited.selector;
        list[3] = this.leave.selector;
        list[4] = this.delegate.selector;
        list[5] = this.delegateBySig.selector;
        list[6] = this.earn.selector;
        list[7] = this.refresh.selector;
        list[8] = this.setTiers.selector;
    }
}
