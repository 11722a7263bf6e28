import { formatUnits, type AbiParameterToPrimitiveType } from "viem";
import type { abis } from "./contracts.ts";

type ErrorAbi = Extract<(typeof abis)[keyof typeof abis][number], { type: "error" }>;

/** Name of an error that one of the contracts can answer with. */
export type ErrorName = ErrorAbi["name"];

/** Arguments of an error, by name. */
export type ErrorArgs<Name extends ErrorName> = {
  [
    Input in Extract<ErrorAbi, { name: Name }>["inputs"][number] as Input["name"]
  ]: AbiParameterToPrimitiveType<Input>;
};

/** What to tell people, for some errors: words, or a function that puts the error's figures into them. */
export type Sentences<Name extends ErrorName> = {
  [Each in Name]: string | ((args: ErrorArgs<Each>) => string);
};

/** A token amount for people: no more than two decimals, thousands apart. */
export function tokens(amount: bigint): string {
  return Number(formatUnits(amount, 18)).toLocaleString("en", { maximumFractionDigits: 2 });
}

/** A Unix second for people, in their own time zone. */
export function date(second: bigint | number): string {
  const style = { dateStyle: "medium", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat("en-GB", style).format(new Date(Number(second) * 1000));
}

export function times(number: bigint): string {
  return number === 1n ? "once" : number === 2n ? "twice" : `${number} times`;
}

export const notAllowed = "This account may not do that: it does not hold the role it takes.";
export const outdated = "This request is no longer valid. Reload the page and try again.";
export const badSignature =
  "The signature does not fit. Please sign again with the wallet the request is for.";
export const ownMistake =
  "The community's contracts refused a step of this request. Please tell the people who run it.";
export const tooLarge = "That number is too large.";
export const stays =
  "Memberships, badges, rooms and tickets belong to their holder. They can't be sold, lent or given away.";
export const badTransfer = "That transfer is not possible.";
