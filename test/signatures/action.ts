import { dataLength, dataSlice, type BaseContract } from "ethers";
import type { SignedRequest } from "../helpers/signing.ts";
import type { Actor, SignatureStage } from "./actors.ts";

/** A call that hands a signature in: a function, its arguments, and whose call it is if it matters. */
export interface Submission {
  name: string;
  args: unknown[];
  from?: string;
}

/**
 * One way to hand in something signed.
 * `request` and `other` are both good and differ in every field.
 */
export interface SignedAction<Type extends keyof SignedRequest = keyof SignedRequest> {
  /** Contract and function. */
  title: string;
  type: Type;
  contract: (stage: SignatureStage) => BaseContract;
  /** Who signs; the actor where nothing is said. */
  signer?: (stage: SignatureStage) => Actor;
  /** What must have happened before. */
  arrange?: (stage: SignatureStage) => Promise<void>;
  request: (stage: SignatureStage) => Promise<SignedRequest[Type]>;
  other: (stage: SignatureStage) => Promise<SignedRequest[Type]>;
  submit: (
    stage: SignatureStage,
    request: SignedRequest[Type],
    signature: string,
  ) => Submission | Promise<Submission>;
  /** The field that says who signs. */
  signerField?: string;
  /** Fields that the contract fills in by itself. */
  derived?: string[];
  /** Fields whose other value the contract understands and then refuses for itself, with the error. */
  unfit?: Record<string, string>;
  /** The field with the last good second, and the error after it. */
  deadline?: { field: string; error: string };
  /** What a bad signature is told; `SignedRequestInvalidSignature`, naming the signer, where nothing is said. */
  refusals?: string[];
  /** What the same request is told the second time. */
  replayed: string;
  /** The domain's name, where it is not Hearth's. */
  domainName?: string;
  /** Handed in as v, r and s, so without the short form and without wallets that are contracts. */
  split?: true;
  /** Checked by OpenZeppelin's SignatureChecker, which takes no short form and asks code, if any, instead of the key. */
  codeFirst?: true;
}

/** A deadline that never comes. */
export const LATER = 2n ** 40n;
/** What a late request is told. */
export const SIGNED = { field: "deadline", error: "SignedRequestExpired" } as const;

/**
 * A signature of 65 bytes as the functions of ERC-20 and ERC-5805 take it, whatever it says.
 * @param signature The signature. Throws an Error for other lengths.
 */
export function splitSignature(signature: string): { r: string; s: string; v: number } {
  if (dataLength(signature) !== 65) throw new Error(`${signature} has no r, s and v`);
  const v = Number(dataSlice(signature, 64));
  return { r: dataSlice(signature, 0, 32), s: dataSlice(signature, 32, 64), v };
}

/**
 * Keeps the type of the request between the parts of an action, then forgets it.
 * @param each The action.
 */
export function action<Type extends keyof SignedRequest>(each: SignedAction<Type>): SignedAction {
  return each as unknown as SignedAction;
}
