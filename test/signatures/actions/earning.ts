import { id, parseEther } from "ethers";
import { action, LATER, splitSignature } from "../action.ts";

/** What is signed for the campaigns and for the token. */
export const earningActions = [
  action({
    title: "Campaigns.claim",
    type: "Attestation",
    contract: ({ campaigns }) => campaigns,
    request: async ({ campaignIds, adaId }) => ({
      campaignId: campaignIds[0],
      memberId: adaId,
      subject: id("a product"),
      contentHash: id("words"),
      amount: parseEther("20"),
      deadline: LATER,
    }),
    other: async ({ campaignIds, benId }) => ({
      campaignId: campaignIds[1],
      memberId: benId,
      subject: id("another product"),
      contentHash: id("other words"),
      amount: parseEther("21"),
      deadline: LATER + 1n,
    }),
    submit: ({ actor }, attestation, signature) => ({
      name: "claim",
      args: [attestation, [{ signer: actor.address, signature }]],
    }),
    deadline: { field: "deadline", error: "CampaignsAttestationExpired" },
    replayed: "CampaignsAlreadyPaid",
  }),
  action({
    title: "RewardToken.permit",
    type: "Permit",
    contract: ({ token }) => token,
    request: async ({ actor, accounts }) => ({
      owner: actor.address,
      spender: accounts.ada.address,
      value: 5n,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts }) => ({
      owner: accounts.stranger.address,
      spender: accounts.ben.address,
      value: 6n,
      nonce: 1n,
      deadline: LATER + 1n,
    }),
    submit: (_, { owner, spender, value, deadline }, signature) => {
      const { v, r, s } = splitSignature(signature);
      return { name: "permit", args: [owner, spender, value, deadline, v, r, s] };
    },
    signerField: "owner",
    derived: ["nonce"],
    deadline: { field: "deadline", error: "ERC2612ExpiredSignature" },
    refusals: ["ERC2612InvalidSigner"],
    replayed: "ERC2612InvalidSigner",
    domainName: "Ember",
    split: true,
  }),
];
