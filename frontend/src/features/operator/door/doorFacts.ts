import type { Presence } from "@hearth/protocol/ticket";
import { BaseError, ContractFunctionRevertedError } from "viem";
import { getBlock, verifyTypedData } from "wagmi/actions";
import { chain, config } from "../../../chain/config.ts";
import { presenceData } from "../../../chain/presence.ts";
import { readEvent, readTicket, type TicketNow } from "../../../chain/reads/events.ts";
import type { DoorFacts } from "./verdict.ts";

async function findTicket(ticketId: bigint): Promise<TicketNow | undefined> {
  try {
    return await readTicket(ticketId);
  } catch (error) {
    const refused =
      error instanceof BaseError && error.walk((e) => e instanceof ContractFunctionRevertedError);
    if (refused) return undefined;
    throw error;
  }
}

/** Asks the chain everything the door has to know about a code. Throws if the chain can't be reached. */
export async function readDoorFacts(presence: Presence): Promise<DoorFacts> {
  const ticket = await findTicket(presence.ticketId);
  const block = await getBlock(config, { chainId: chain.id });
  if (!ticket) {
    return { presence, ticket, event: undefined, isSignedByHolder: false, block: block.timestamp };
  }
  const [event, isSignedByHolder] = await Promise.all([
    readEvent(ticket.eventId),
    // Contract wallets (ERC-1271) are asked on chain.
    verifyTypedData(config, {
      ...presenceData(presence.ticketId, presence.at),
      address: ticket.holder,
      signature: presence.signature,
      chainId: chain.id,
    }),
  ]);
  return { presence, ticket, event, isSignedByHolder, block: block.timestamp };
}
