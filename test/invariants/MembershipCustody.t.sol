// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {MembershipActions} from "./MembershipActions.sol";
import {MembershipChecks} from "./MembershipChecks.sol";
import {MembershipCustodyHandler} from "./MembershipCustodyHandler.sol";

contract MembershipCustodyInvariants is MembershipChecks {
    function _newHandler() internal override returns (MembershipActions) {
        return new MembershipCustodyHandler();
    }
}
