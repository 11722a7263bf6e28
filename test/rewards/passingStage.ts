import { parseEther, ZeroAddress } from "ethers";
import { DAY, now, type Signer } from "../helpers/chain.ts";
import { joinAs, NEVER } from "../helpers/members.ts";
import { sign } from "../helpers/signing.ts";
import { announce, buy, PRICE, ticketStage } from "./stage.ts";

/** What Cleo's tier comes with. */
export const PURSE = parseEther("500");
/** The last second that a ticket can name. */
export const UINT40_MAX = 2n ** 40n - 1n;

/** Far ahead; tickets go back until the doors open, and pass on until a minute before. */
export async function farAhead() {
  const doorsOpen = BigInt((await now()) + 30 * DAY);
  return { doorsOpen, ends: doorsOpen + 600n, returnUntil: doorsOpen, transferUntil: doorsOpen - 60n };
}

/** Fixture: ada has a ticket that can pass on, at an event far ahead; cleo is a member with tokens too. */
export async function passingStage() {
  const base = await ticketStage();
  const [cleoId = 0n] = await joinAs(base, "pillar", base.accounts.cleo);
  const stage = { ...base, ...(await announce(base, await farAhead())), cleoId };
  return { ...stage, ...(await buy(stage, stage.accounts.ada)) };
}

/** See {@link passingStage}. */
export type PassingStage = Awaited<ReturnType<typeof passingStage>>;

/** Offers the stage's ticket from a wallet. */
export async function offer(
  { tickets, ticketId }: PassingStage,
  from: Signer,
  to = ZeroAddress,
  until = NEVER,
) {
  return await tickets.connect(from).offerTicket(ticketId, to, until);
}

/** The same, as a signature. */
export async function signOffer(
  stage: PassingStage,
  signer: Signer,
  buyer: string,
  nonce = 0n,
  deadline = NEVER,
) {
  const { tickets, ticketId } = stage;
  return await sign(signer, tickets, "TicketOffer", { ticketId, buyer, nonce, deadline });
}

/** The signed wish to take a ticket over. */
export async function acceptance({ tickets, ticketId }: PassingStage, buyer: Signer, maxPrice = PRICE) {
  const wish = { buyer: buyer.address, ticketId, maxPrice, nonce: 0n, deadline: NEVER };
  return { wish, signature: await sign(buyer, tickets, "TicketAcceptance", wish) };
}
