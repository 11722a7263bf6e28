import type { OperatorRole } from "../../chain/operatorRoles.ts";

/** Parts of the brand's daily work. */
export type OperatorTab = "grade" | "fulfil" | "door";

/** The parts a person may do, by role; grading also by a tier's right. */
export function tabsFor(roles: readonly OperatorRole[], mayCurate: boolean): OperatorTab[] {
  const tabs: OperatorTab[] = [];
  if (mayCurate || roles.includes("ATTESTER")) tabs.push("grade");
  if (roles.includes("FULFILMENT")) tabs.push("fulfil");
  if (roles.includes("DOOR")) tabs.push("door");
  return tabs;
}
