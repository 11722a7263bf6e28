import { productSubject } from "@hearth/protocol/review";
import { queryOptions } from "@tanstack/react-query";
import type { Hash, Hex } from "viem";
import { readContract } from "wagmi/actions";
import { keys } from "../../api/keys.ts";
import { config } from "../config.ts";
import { contracts } from "../contracts.ts";
import { readEvents } from "./logs.ts";

/** Which review is meant: each member is paid once per campaign and product. */
export interface PaidFor {
  campaignId: bigint;
  /** Short name of the product. */
  product: string;
  memberId: bigint;
}

/** Whether a review has been paid for. */
export function isPaidQuery({ campaignId, product, memberId }: PaidFor) {
  const subject = productSubject(product);
  return queryOptions({
    queryKey: keys.payment(campaignId, subject, memberId),
    queryFn: () =>
      readContract(config, {
        ...contracts.Campaigns,
        functionName: "isPaid",
        args: [campaignId, subject, memberId],
      }),
  });
}

/** A payment on the record. Amount in the token's smallest unit. */
export interface Payment {
  contentHash: Hex;
  amount: bigint;
  transactionHash: Hash;
}

/** What was paid for a review, found among the events; `undefined` if nothing was. */
export async function readPayment({ campaignId, product, memberId }: PaidFor): Promise<Payment | undefined> {
  const subject = productSubject(product);
  const paid = await readEvents(contracts.Campaigns, "ContributionPaid", { campaignId, memberId, subject });
  const [first] = paid;
  if (!first) return undefined;
  const { contentHash, amount } = first.args;
  return { contentHash, amount, transactionHash: first.transactionHash };
}
