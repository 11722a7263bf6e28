// SPDX-License-Identifier: MIT
pragma solidity 0.8.34;

import {Checks} from "./Checks.sol";

/// @notice The functions of one contract that an invariant campaign calls.
struct FuzzSelector {
    address addr;
    bytes4[] selectors;
}

/**
 * @title Handler
 * @notice Base of the contracts through which invariant campaigns act.
 * @dev Keeps count of what each action achieved, so that a campaign that never did what it is named for fails.
 */
abstract contract Handler {
    mapping(bytes4 action => uint256) public successes;

    modifier counted() {
        _;
        ++successes[msg.sig];
    }

    /// @notice The actions that the campaign may take.
    function actions() external view virtual returns (bytes4[] memory);
}

/**
 * @title InvariantTargets
 * @notice Points a campaign at the actions of one handler and at nothing else.
 */
abstract contract InvariantTargets is Checks {
    function _handler() internal view virtual returns (Handler);

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler());
    }

    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector({addr: address(_handler()), selectors: _handler().actions()});
    }

    /// @dev No vacuous runs: every action has worked at least once.
    function afterInvariant() external view {
        bytes4[] memory actions = _handler().actions();
        for (uint256 i = 0; i < actions.length; ++i) {
            assertTrue(_handler().successes(actions[i]) > 0, "an action of the handler never succeeded");
        }
    }
}
