import * as typedData from "@hearth/protocol/typedData";
import { expect } from "chai";
import { dataLength, Signature } from "ethers";
import { at, ethers, networkHelpers, now } from "../helpers/chain.ts";
import { malformedSignatures } from "../helpers/malformed.ts";
import { sign, signedTypes, type SignedRequest } from "../helpers/signing.ts";
import { delegatedStage, keyStage, walletStage } from "./actors.ts";
import { signedActions } from "./allActions.ts";
import { Attempt, foreignDomains, type Fields } from "./attempt.ts";

const ANSWERS = { no: 1n, revert: 2n, empty: 3n, dirtyMagic: 4n } as const;

/** Signed for the server, never handed to a contract. */
const OFF_CHAIN = ["Review"];

const own = signedActions.filter(({ split }) => !split);

describe("Signatures › every type", () => {
  it("is in the matrix, also those that are added tomorrow", () => {
    const groups = Object.entries(typedData).filter(([name]) => name.endsWith("Types"));
    const types = groups
      .flatMap(([, group]) => Object.keys(group))
      .filter((name) => !OFF_CHAIN.includes(name));
    const known = Object.keys(signedTypes);
    expect(known).to.include.members(types);
    const covered = [...new Set(signedActions.map(({ type }) => type))];
    expect(covered).to.have.members(known);
  });

  for (const action of signedActions) {
    it(`has two good requests that differ in every field: ${action.title}`, async () => {
      const one = await Attempt.at(action, keyStage);
      const [request, other]: Fields[] = [await one.request(), { ...(await action.other(one.stage)) }];
      const fields = signedTypes[action.type].map(({ name }) => name);
      expect(Object.keys(request ?? {})).to.have.members(fields);
      expect(Object.keys(other ?? {})).to.have.members(fields);
      for (const field of fields) expect(request?.[field], field).not.to.equal(other?.[field]);
    });
  }
});

for (const action of signedActions) {
  describe(`Signatures › ${action.title}`, () => {
    it("is accepted once, from whoever submits it", async () => {
      const one = await Attempt.at(action, keyStage);
      const request = await one.request();
      const signature = await one.sign(request);
      await one.send(request, signature);
      await expect(one.look(request, signature)).to.be.revertedWithCustomError(one.contract, action.replayed);
    });

    it("is refused when somebody else has signed", async () => {
      const one = await Attempt.at(action, keyStage);
      const request = await one.request();
      const { relayer, stranger } = one.stage.accounts;
      for (const key of [relayer, stranger]) {
        await one.refused(request, await one.sign(request, {}, key), key.address);
      }
    });

    it("covers every field", async () => {
      const one = await Attempt.at(action, keyStage);
      const request = await one.request();
      for (const { name } of signedTypes[action.type]) {
        const mixed = await one.mixed(name);
        const signature = await one.sign(mixed);
        if (action.derived?.includes(name)) {
          await one.refused(mixed, signature, `${name}, which is not given`);
          continue;
        }
        await one.refused(request, signature, `signed with another ${name}`);
        if (name === action.signerField) {
          await one.refused(mixed, await one.sign(request), `for another ${name}`, String(mixed[name]));
          continue;
        }
        const unfit = action.unfit?.[name];
        if (unfit === undefined) await one.look(mixed, signature);
        else {
          await expect(one.look(mixed, signature)).to.be.revertedWithCustomError(one.contract, unfit);
        }
      }
    });

    it("is refused in every malformed shape", async () => {
      const one = await Attempt.at(action, keyStage);
      const request = await one.request();
      for (const { name, signature } of malformedSignatures(await one.sign(request))) {
        if (action.split && dataLength(signature) !== 65) continue;
        await one.refused(request, signature, name);
      }
    });

    it("is refused on another chain, by another contract, in another community, as another type", async () => {
      const one = await Attempt.at(action, keyStage);
      const request = await one.request();
      for (const domain of await foreignDomains(one)) {
        await one.refused(request, await one.sign(request, domain), String(Object.entries(domain)));
      }
      for (const type of Object.keys(signedTypes) as (keyof SignedRequest)[]) {
        if (type === action.type) continue;
        const said = signedActions.find((each) => each.type === type)?.request(one.stage);
        const name = action.domainName === undefined ? {} : { name: action.domainName };
        const signature = await sign(one.key, one.contract as never, type, (await said) as never, name);
        await one.refused(request, signature, type);
      }
    });

    const { deadline } = action;
    if (deadline) {
      for (const [late, good] of [
        [-1n, true],
        [0n, true],
        [1n, false],
      ] as const) {
        it(`${good ? "is accepted" : "is refused"} ${late} s after its deadline`, async () => {
          const one = await Attempt.at(action, keyStage);
          const second = BigInt((await now()) + 1000);
          const request = { ...(await one.request()), [deadline.field]: second };
          const signature = await one.sign(request);
          await networkHelpers.time.increaseTo(second + late - 1n);
          await at(second + late);
          if (good) await one.send(request, signature);
          else {
            await expect(one.send(request, signature))
              .to.be.revertedWithCustomError(one.contract, deadline.error)
              .withArgs(second);
          }
        });
      }
    }
  });
}

for (const action of own) {
  describe(`Signatures › ${action.title} › kinds of accounts`, () => {
    if (!action.codeFirst) {
      it("is accepted in the short form of ERC-2098", async () => {
        const one = await Attempt.at(action, keyStage);
        const request = await one.request();
        await one.send(request, Signature.from(await one.sign(request)).compactSerialized);
      });
    }

    it("is accepted from a wallet that is a contract, and not when it answers wrongly", async () => {
      const one = await Attempt.at(action, walletStage);
      const request = await one.request();
      const signature = await one.sign(request);
      const wallet = await ethers.getContractAt("ERC1271Wallet", one.account);
      await one.refused(request, await one.sign(request, {}, one.stage.accounts.stranger), "another owner");
      for (const [name, answer] of Object.entries(ANSWERS)) {
        await wallet.setAnswer(answer);
        await one.refused(request, signature, name);
      }
      await wallet.setAnswer(0n);
      await one.send(request, signature);
    });

    it("is accepted from a person's account with code, by key and by code (EIP-7702)", async () => {
      const one = await Attempt.at(action, delegatedStage);
      const request = await one.request();
      const { finn, stranger } = one.stage.accounts;
      await one.refused(request, await one.sign(request, {}, stranger), "neither");
      // Newcomers are people without code.
      const hasCode = one.account === one.stage.actor.address;
      if (hasCode) await one.look(request, await one.sign(request, {}, finn));
      await one.send(request, await one.sign(request, {}, hasCode && action.codeFirst ? finn : one.key));
    });
  });
}
