import { expect } from "chai";
import type { BaseContract, ContractTransactionResponse, TypedDataDomain } from "ethers";
import { ethers, networkHelpers, type Signer } from "../helpers/chain.ts";
import { sign } from "../helpers/signing.ts";
import type { SignedAction } from "./action.ts";
import type { SignatureStage } from "./actors.ts";

/** The fields of a request. */
export type Fields = Record<string, unknown>;

/** One action in a community that is ready for it. */
export class Attempt {
  readonly action: SignedAction;
  readonly stage: SignatureStage;
  readonly contract: BaseContract;
  readonly account: string;
  readonly key: Signer;

  constructor(action: SignedAction, stage: SignatureStage) {
    const { address, signer } = action.signer?.(stage) ?? stage.actor;
    this.action = action;
    this.stage = stage;
    this.contract = action.contract(stage);
    this.account = address;
    this.key = signer;
  }

  static async at(action: SignedAction, fixture: () => Promise<SignatureStage>): Promise<Attempt> {
    const stage = await networkHelpers.loadFixture(fixture);
    await action.arrange?.(stage);
    return new Attempt(action, stage);
  }

  async request(): Promise<Fields> {
    return { ...(await this.action.request(this.stage)) };
  }

  /** The request with one field of the other one. */
  async mixed(field: string): Promise<Fields> {
    const other: Fields = { ...(await this.action.other(this.stage)) };
    return { ...(await this.request()), [field]: other[field] };
  }

  async sign(request: Fields, domain: TypedDataDomain = {}, key: Signer = this.key): Promise<string> {
    const { domainName, type } = this.action;
    const name = domainName === undefined ? {} : { name: domainName };
    return await sign(key, this.contract as never, type, request as never, { ...name, ...domain });
  }

  private async prepared(request: Fields, signature: string) {
    const submission = await this.action.submit(this.stage, request as never, signature);
    const from = submission.from ?? this.stage.accounts.relayer.address;
    const runner = await ethers.getSigner(from);
    const contract = this.contract.connect(runner);
    return { call: contract.getFunction(submission.name), args: submission.args };
  }

  /** Hands it in without leaving a trace. */
  async look(request: Fields, signature: string): Promise<void> {
    const { call, args } = await this.prepared(request, signature);
    await call.staticCall(...args);
  }

  /** Hands it in. */
  async send(request: Fields, signature: string): Promise<ContractTransactionResponse> {
    const { call, args } = await this.prepared(request, signature);
    return await call.send(...args);
  }

  /** Expects that this signature under this request counts for nothing. */
  async refused(request: Fields, signature: string, what: string, named = this.account): Promise<void> {
    const looked = this.look(request, signature);
    const { refusals } = this.action;
    if (refusals === undefined) {
      await expect(looked, what)
        .to.be.revertedWithCustomError(this.contract, "SignedRequestInvalidSignature")
        .withArgs(named);
      return;
    }
    const error = await looked.then(
      () => "nothing",
      (fault: unknown) => this.nameOf(fault),
    );
    const malformed = this.action.split ? ["ECDSAInvalidSignature", "ECDSAInvalidSignatureS"] : [];
    expect([...refusals, ...malformed], what).to.include(error);
  }

  private nameOf(fault: unknown): string {
    const { data } = fault as { data?: string };
    if (typeof data !== "string") throw fault;
    return this.contract.interface.parseError(data)?.name ?? data;
  }
}

/**
 * Domains under which a signature must not count.
 * @param attempt Where it must not.
 */
export async function foreignDomains({ stage, contract }: Attempt): Promise<TypedDataDomain[]> {
  const here = await contract.getAddress();
  const contracts = [stage, stage.elsewhere]
    .flatMap((each): unknown[] => Object.values(each))
    .filter(
      (value): value is BaseContract => typeof value === "object" && value !== null && "interface" in value,
    );
  const addresses = await Promise.all(contracts.map(async (each) => await each.getAddress()));
  return [
    ...[1n, 8453n, 84_532n, 31_338n].map((chainId) => ({ chainId })),
    ...[...new Set(addresses)]
      .filter((address) => address !== here)
      .map((verifyingContract) => ({ verifyingContract })),
    { name: "Test House" },
    { version: "2" },
    { salt: `0x${"00".repeat(32)}` },
  ];
}
