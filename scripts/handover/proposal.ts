import { rights } from "@hearth/protocol/roles";
import { id } from "ethers";
import type { Handles } from "./standing.ts";
import type { Step } from "./plan.ts";

/** States of a proposal, by number. */
const states = [
  "pending",
  "active",
  "canceled",
  "defeated",
  "succeeded",
  "queued",
  "expired",
  "executed",
] as const;

/** State of a proposal. */
export type ProposalState = (typeof states)[number];

/** In which a proposal may still be carried out. */
const UNDER_WAY = new Set<ProposalState>(["pending", "active", "succeeded", "queued"]);

/** The proposal that hands the community over, which may not have been made yet. */
export interface HandoverProposal {
  proposalId: bigint;
  description: string;
  targets: string[];
  values: bigint[];
  datas: string[];
  /** Undefined where it has not been made. */
  state: ProposalState | undefined;
}

/**
 * The proposal for these steps: the one under way, or the next to be made. One that failed is made again under a
 * number, since no proposal can be made twice.
 * @param handles The contracts.
 * @param steps What it does.
 */
export async function findProposal({ governor }: Handles, steps: readonly Step[]): Promise<HandoverProposal> {
  const targets = steps.map(({ target }) => target);
  const values = steps.map(() => 0n);
  const datas = steps.map(({ data }) => data);
  for (let attempt = 1; ; attempt++) {
    const description = descriptionOf(steps, attempt);
    const proposalId = await governor.getProposalId(targets, values, datas, id(description));
    const made = (await governor.proposalSnapshot(proposalId)) !== 0n;
    const state = made ? states[Number(await governor.state(proposalId))] : undefined;
    // Steps that are open though a proposal was carried out have come up again since.
    if (state === undefined || UNDER_WAY.has(state)) {
      return { proposalId, description, targets, values, datas, state };
    }
  }
}

function descriptionOf(steps: readonly Step[], attempt: number): string {
  return [
    `# Hand the community over to its members${attempt > 1 ? ` (attempt ${attempt})` : ""}`,
    "",
    "From then on accepted proposals alone decide campaigns, catalogue, roles and rules. The brand keeps what takes",
    "hands: grading, fulfilment, the door.",
    "",
    ...steps.map(({ title }) => `- ${title}`),
    "",
  ].join("\n");
}

/**
 * Why an account can't make a proposal now; undefined where it can.
 * @param handles The contracts.
 * @param account The account.
 */
export async function whyNotPropose(
  { governor, membership }: Handles,
  account: string,
): Promise<string | undefined> {
  if (!(await membership.hasRight(account, rights.propose))) {
    return `${account} is no member whose tier may propose.`;
  }
  const [votes, threshold] = [
    await governor.getVotes(account, (await governor.clock()) - 1n),
    await governor.proposalThreshold(),
  ];
  if (votes < threshold) return `${account} has ${votes} votes, and a proposal takes ${threshold}.`;
  const latest = await governor.latestProposalOf(await membership.memberOf(account));
  if (latest === 0n) return undefined;
  const state = states[Number(await governor.state(latest))];
  const underWay = state === "pending" || state === "active" || state === "succeeded";
  return underWay ? `${account} has another proposal under way.` : undefined;
}
