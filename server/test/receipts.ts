import { receiptTypes } from "@hearth/protocol/review";
import { typedDataDomain } from "@hearth/protocol/typedData";
import type { Address, Hex, LocalAccount } from "viem";
import { deployment } from "./harness.ts";

/** What a shop vouches for, and where. */
export interface Purchase {
  buyer: Address;
  product: string;
  orderHash: Hex;
  deadline: bigint;
  chainId?: number;
  contract?: Address;
}

/** A receipt as the shop gives it to the buyer. */
export async function signedReceipt(shop: LocalAccount, purchase: Purchase) {
  const { chainId, contract, ...message } = {
    chainId: deployment.chainId,
    contract: deployment.contracts.Campaigns.address,
    ...purchase,
  };
  const signature = await shop.signTypedData({
    domain: typedDataDomain(chainId, contract),
    types: receiptTypes,
    primaryType: "PurchaseReceipt",
    message,
  });
  return { orderHash: message.orderHash, deadline: String(message.deadline), signature };
}
