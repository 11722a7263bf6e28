import { GovernorStory, type Call } from "../../helpers/governorStory.ts";
import type { SignatureStage } from "../actors.ts";
import { action } from "../action.ts";

/** Two proposals, made a while ago, so that their votes are open. */
async function stories(stage: SignatureStage): Promise<[GovernorStory, GovernorStory]> {
  const target = await stage.timelock.getAddress();
  const calls: Call[] = [{ target, data: "0x" }];
  return [new GovernorStory(stage, calls, "One thing"), new GovernorStory(stage, calls, "Another thing")];
}

async function propose(stage: SignatureStage): Promise<void> {
  const [one, another] = await stories(stage);
  await one.propose(stage.accounts.cleo);
  await another.propose(stage.accounts.dan);
  await another.passDelay();
}

const ballot = async (stage: SignatureStage) => ({
  proposalId: await (await stories(stage))[0].id(),
  support: 1n,
  voter: stage.actor.address,
  nonce: 0n,
});
const otherBallot = async (stage: SignatureStage) => ({
  proposalId: await (await stories(stage))[1].id(),
  support: 0n,
  voter: stage.accounts.ada.address,
  nonce: 9n,
});

/** What is signed for the governor. */
export const governanceActions = [
  action({
    title: "CommunityGovernor.castVoteBySig",
    type: "Ballot",
    contract: ({ governor }) => governor,
    arrange: propose,
    request: ballot,
    other: otherBallot,
    submit: (_, { proposalId, support, voter }, signature) => ({
      name: "castVoteBySig",
      args: [proposalId, support, voter, signature],
    }),
    signerField: "voter",
    derived: ["nonce"],
    refusals: ["GovernorInvalidSignature"],
    replayed: "GovernorInvalidSignature",
    domainName: "Hearth Governor",
    codeFirst: true,
  }),
  action({
    title: "CommunityGovernor.castVoteWithReasonAndParamsBySig",
    type: "ExtendedBallot",
    contract: ({ governor }) => governor,
    arrange: propose,
    request: async (stage) => ({ ...(await ballot(stage)), reason: "yes", params: "0x" }),
    other: async (stage) => ({ ...(await otherBallot(stage)), reason: "no", params: "0x00" }),
    submit: (_, { proposalId, support, voter, reason, params }, signature) => ({
      name: "castVoteWithReasonAndParamsBySig",
      args: [proposalId, support, voter, reason, params, signature],
    }),
    signerField: "voter",
    derived: ["nonce"],
    refusals: ["GovernorInvalidSignature"],
    replayed: "GovernorInvalidSignature",
    domainName: "Hearth Governor",
    codeFirst: true,
  }),
];
