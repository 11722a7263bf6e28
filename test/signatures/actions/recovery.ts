import type { Signer } from "../../helpers/chain.ts";
import type { SignatureStage } from "../actors.ts";
import { action, LATER, SIGNED } from "../action.ts";

/** The stranger asks twice for a membership, so that there are two requests alike. */
async function askTwice({ recovery, accounts }: SignatureStage, memberId: bigint): Promise<void> {
  const asStranger = recovery.connect(accounts.stranger);
  await asStranger.request(memberId);
  await asStranger.request(memberId);
}

function addresses(...people: Signer[]): string[] {
  return people.map(({ address }) => address);
}

/** What is signed for the recovery of lost wallets. */
export const recoveryActions = [
  action({
    title: "Recovery.setGuardiansFor",
    type: "Guardians",
    contract: ({ recovery }) => recovery,
    request: async ({ actor, accounts }) => ({
      account: actor.address,
      guardians: addresses(accounts.ada, accounts.ben),
      threshold: 1n,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ accounts }) => ({
      account: accounts.ada.address,
      guardians: addresses(accounts.cleo, accounts.dan),
      threshold: 2n,
      nonce: 5n << 64n,
      deadline: LATER + 1n,
    }),
    submit: (_, { account, guardians, threshold, nonce, deadline }, signature) => ({
      name: "setGuardiansFor",
      args: [account, guardians, threshold, nonce, deadline, signature],
    }),
    signerField: "account",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
  action({
    title: "Recovery.requestFor",
    type: "RecoveryConsent",
    contract: ({ recovery }) => recovery,
    signer: ({ newcomer }) => newcomer,
    request: async ({ actorId, newcomer }) => ({
      memberId: actorId,
      newAccount: newcomer.address,
      nonce: 0n,
      deadline: LATER,
    }),
    other: async ({ adaId, accounts }) => ({
      memberId: adaId,
      newAccount: accounts.stranger.address,
      nonce: 5n << 64n,
      deadline: LATER + 1n,
    }),
    submit: (_, { memberId, newAccount, nonce, deadline }, signature) => ({
      name: "requestFor",
      args: [memberId, newAccount, nonce, deadline, signature],
    }),
    signerField: "newAccount",
    deadline: SIGNED,
    replayed: "InvalidAccountNonce",
  }),
  action({
    title: "Recovery.approveFor",
    type: "GuardianConsent",
    contract: ({ recovery }) => recovery,
    arrange: async (stage) => {
      const { recovery, accounts, actor, adaId } = stage;
      await recovery.connect(accounts.ada).setGuardians([actor.address, accounts.ben.address], 2n);
      await askTwice(stage, adaId);
    },
    request: async ({ actor, adaId, accounts }) => ({
      guardian: actor.address,
      memberId: adaId,
      oldAccount: accounts.ada.address,
      newAccount: accounts.stranger.address,
      requestId: 1n,
      deadline: LATER,
    }),
    other: async ({ actor, actorId, accounts }) => ({
      guardian: accounts.ben.address,
      memberId: actorId,
      oldAccount: actor.address,
      newAccount: accounts.relayer.address,
      requestId: 2n,
      deadline: LATER + 1n,
    }),
    submit: (_, { guardian, requestId, deadline }, signature) => ({
      name: "approveFor",
      args: [requestId, guardian, deadline, signature],
    }),
    signerField: "guardian",
    derived: ["memberId", "oldAccount", "newAccount"],
    deadline: SIGNED,
    replayed: "RecoveryAlreadyApproved",
  }),
  action({
    title: "Recovery.vetoFor",
    type: "RecoveryVeto",
    contract: ({ recovery }) => recovery,
    arrange: async (stage) => {
      await askTwice(stage, stage.actorId);
    },
    request: async ({ actor, actorId, accounts }) => ({
      memberId: actorId,
      oldAccount: actor.address,
      newAccount: accounts.stranger.address,
      requestId: 1n,
      deadline: LATER,
    }),
    other: async ({ adaId, accounts }) => ({
      memberId: adaId,
      oldAccount: accounts.ada.address,
      newAccount: accounts.relayer.address,
      requestId: 2n,
      deadline: LATER + 1n,
    }),
    submit: (_, { requestId, deadline }, signature) => ({
      name: "vetoFor",
      args: [requestId, deadline, signature],
    }),
    derived: ["memberId", "oldAccount", "newAccount"],
    deadline: SIGNED,
    replayed: "RecoveryWrongState",
  }),
];
