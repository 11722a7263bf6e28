import type { SignedAction } from "./action.ts";
import { earningActions } from "./actions/earning.ts";
import { governanceActions } from "./actions/governance.ts";
import { membershipActions } from "./actions/membership.ts";
import { recoveryActions } from "./actions/recovery.ts";
import { pollActions } from "./actions/polls.ts";
import { rewardsActions } from "./actions/rewards.ts";
import { gatheringActions } from "./actions/rooms.ts";

/** Every way to hand in something signed. */
export const signedActions: readonly SignedAction[] = [
  ...membershipActions,
  ...recoveryActions,
  ...gatheringActions,
  ...earningActions,
  ...rewardsActions,
  ...governanceActions,
  ...pollActions,
];
