import { isAddressEqual, type Address } from "viem";
import type { Stage } from "../../deploy/roles.ts";
import { refusalOf, stageNames, stepsTo, together, type Step } from "./plan.ts";
import { findProposal, whyNotPropose, type HandoverProposal } from "./proposal.ts";
import { readStanding, stageOf, type Handles, type Standing } from "./standing.ts";

/** What a handover is to do. */
export interface HandoverWish {
  to: 1 | 2;
  /** First block that can hold an event of the community. */
  startBlock: number;
  /** Only say what would be done. */
  dryRun: boolean;
}

/** A transaction that somebody else has to send. */
interface Outside {
  target: string;
  data: string;
}

/** What was done, and what is left. */
export interface HandoverResult {
  /** The stage the community is at now. */
  stage: Stage;
  /** What was said on the way, line by line. */
  report: string[];
  /** What an account that this command can't sign for has to send. */
  outside?: Outside;
}

/** What the next step of a proposal is, and whether this command may take it now. */
interface Next {
  lines: string[];
  send?: () => Promise<{ wait(): Promise<unknown> }>;
  outside?: Outside;
}

/**
 * Takes the next step of handing a community over: to stage 1 by one transaction of the brand's admin, to stage 2 by a
 * proposal of the members. Safe to repeat: it goes on from where the chain is.
 * Throws an Error, whose message says why, where the step makes no sense.
 * @param handles The contracts, connected to the account that sends.
 * @param account That account.
 * @param wish What to do.
 */
export async function handOver(
  handles: Handles,
  account: Address,
  wish: HandoverWish,
): Promise<HandoverResult> {
  const { to, startBlock, dryRun } = wish;
  const standing = await readStanding(handles, startBlock);
  const refusal = refusalOf(standing, to);
  if (refusal !== undefined) throw new Error(refusal);
  const sender = to === 1 ? senderOf(standing, account) : standing.timelock;
  const steps = stepsTo(standing, to, sender);
  const now = stageOf(standing);
  if (now === to && steps.length === 0) {
    return {
      stage: now,
      report: [`The community is at stage ${to} (${stageNames[to]}). Nothing is left to do.`],
    };
  }
  const plan = [
    `From stage ${now} (${stageNames[now]}) to stage ${to} (${stageNames[to]}):`,
    ...steps.map(({ title }) => `  - ${title}`),
  ];
  const next = await (to === 1
    ? byAdmin(handles, account, sender, steps)
    : byProposal(handles, account, steps));
  const report = [...plan, "", ...next.lines];
  const outside = next.outside === undefined ? {} : { outside: next.outside };
  if (dryRun || next.send === undefined) {
    if (dryRun) report.push("Dry run: nothing was sent.");
    return { stage: now, report, ...outside };
  }
  await (await next.send()).wait();
  const after = await readStanding(handles, startBlock);
  const left = stepsTo(after, to, sender);
  report.push(
    left.length === 0
      ? `Done: the community is at stage ${to} (${stageNames[to]}).`
      : "Sent. Run this command again for the next step.",
  );
  return { stage: stageOf(after), report };
}

/** The admin that can take the step to stage 1: the account itself, or else one that the caller has to ask. */
function senderOf({ holders, timelock }: Standing, account: Address): Address {
  const admins = holders.ADMIN.filter((admin) => !isAddressEqual(admin, timelock));
  return admins.find((admin) => isAddressEqual(admin, account)) ?? admins[0] ?? timelock;
}

/** Stage 1 is the admin's own act. An admin that is a multisig sends the same call from there. */
async function byAdmin(
  { accessManager }: Handles,
  account: Address,
  sender: Address,
  steps: Step[],
): Promise<Next> {
  const target = await accessManager.getAddress();
  const calls = steps.map(({ data }) => data);
  if (isAddressEqual(sender, account)) {
    return {
      lines: ["One transaction of the admin does all of it."],
      send: () => accessManager.multicall(calls),
    };
  }
  const outside = { target, data: together(steps) };
  const lines = [
    `Only an admin can do this, and ${account} is none. Send this call from ${sender}:`,
    `  to    ${outside.target}`,
    `  data  ${outside.data}`,
  ];
  return { lines, outside };
}

async function byProposal(handles: Handles, account: Address, steps: Step[]): Promise<Next> {
  const proposal = await findProposal(handles, steps);
  const { governor } = handles;
  const { proposalId } = proposal;
  switch (proposal.state) {
    case undefined:
      return await proposeNext(handles, account, proposal);
    case "pending":
      return {
        lines: [
          `Proposal ${proposalId} waits until ${moment(await governor.proposalSnapshot(proposalId))}. Then members vote.`,
        ],
      };
    case "active": {
      const { forVotes, againstVotes, abstainVotes } = await governor.proposalVotes(proposalId);
      const quorum = await governor.quorum(await governor.proposalSnapshot(proposalId));
      return {
        lines: [
          `Members vote on proposal ${proposalId} until ${moment(await governor.proposalDeadline(proposalId))}.`,
          `  for ${forVotes}, against ${againstVotes}, abstain ${abstainVotes}; for and abstain have to reach ${quorum}`,
        ],
      };
    }
    case "succeeded":
      return {
        lines: [`Proposal ${proposalId} is accepted, and goes into the queue.`],
        send: () => governor["queue(uint256)"](proposalId),
      };
    case "queued":
      return await executeNext(handles, proposalId);
    default:
      throw new Error(
        `Proposal ${proposalId} is ${proposal.state}, and this command knows nothing to do then.`,
      );
  }
}

async function proposeNext(
  handles: Handles,
  account: Address,
  { targets, values, datas, description }: HandoverProposal,
): Promise<Next> {
  const { governor } = handles;
  const obstacle = await whyNotPropose(handles, account);
  if (obstacle === undefined) {
    return {
      lines: ["A proposal does all of it: members vote, then it is queued, then carried out."],
      send: () => governor.propose(targets, values, datas, description),
    };
  }
  const data = governor.interface.encodeFunctionData("propose", [targets, values, datas, description]);
  const outside = { target: await governor.getAddress(), data };
  const lines = [
    "A proposal does all of it: members vote, then it is queued, then carried out.",
    `${obstacle} A member who may propose sends this call:`,
    `  to    ${outside.target}`,
    `  data  ${outside.data}`,
  ];
  return { lines, outside };
}

async function executeNext({ governor }: Handles, proposalId: bigint): Promise<Next> {
  const due = await governor.proposalEta(proposalId);
  if ((await governor.clock()) < due) {
    return {
      lines: [`Proposal ${proposalId} is in the queue. It can be carried out from ${moment(due)} on.`],
    };
  }
  return {
    lines: [`Proposal ${proposalId} is due, and is carried out.`],
    send: () => governor["execute(uint256)"](proposalId),
  };
}

function moment(second: bigint): string {
  return new Date(Number(second) * 1000).toISOString().replace(".000Z", "Z");
}
