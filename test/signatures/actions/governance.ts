import { GovernorStory, type Call } from "../../helpers/governorStory.ts";
import { ethers, networkHelpers } from "../../helpers/chain.ts";
import { packAwards, standingOf } from "../../helpers/members.ts";
import type { SignatureStage } from "../actors.ts";
import { action, LATER } from "../action.ts";

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

/** Lets the actor rise to the tier that may propose. */
async function rise({ campaigns, accounts, giftsId, actorId }: SignatureStage): Promise<void> {
  const gifts = packAwards([{ memberId: actorId, amount: standingOf.keeper }]);
  await campaigns.connect(accounts.attester).award(giftsId, ethers.id("enough to propose"), gifts);
  await networkHelpers.mine();
}

/** A proposal that the actor has signed and nobody has made yet. */
function draft(stage: SignatureStage, target: string, description: string): GovernorStory {
  return new GovernorStory(stage, [{ target, data: "0x" }], description);
}

async function proposal(stage: SignatureStage) {
  const description = "One more thing";
  const proposalId = await draft(stage, await stage.timelock.getAddress(), description).id();
  return { author: stage.actor.address, description, proposalId, deadline: LATER };
}

async function otherProposal(stage: SignatureStage) {
  const description = "Something else";
  const proposalId = await draft(stage, await stage.governor.getAddress(), description).id();
  return { author: stage.accounts.ada.address, description, proposalId, deadline: LATER + 1n };
}

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
  action({
    title: "CommunityGovernor.proposeFor",
    type: "Proposal",
    contract: ({ governor }) => governor,
    arrange: rise,
    request: proposal,
    other: otherProposal,
    submit: async (stage, { author, description, deadline }, signature) => {
      const { targets, values, datas } = draft(stage, await stage.timelock.getAddress(), description);
      return {
        name: "proposeFor",
        args: [author, targets, values, datas, description, deadline, signature],
      };
    },
    signerField: "author",
    // The number follows from actions and description, so that neither can be changed alone.
    derived: ["proposalId", "description"],
    deadline: { field: "deadline", error: "CommunityGovernorRequestExpired" },
    refusals: ["GovernorInvalidSignature"],
    replayed: "CommunityGovernorProposalUnderWay",
    domainName: "Hearth Governor",
    codeFirst: true,
  }),
];
