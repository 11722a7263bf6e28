import type { ActionName } from "./rows.ts";

/** Why an action costs more than its goal. Shown only while it does, and asked for when it does. */
export const reasons: Partial<Record<ActionName, string>> = {
  ballotSigned: `
    Each ballot needs one signature, one cold read (the voter's slot), five words of calldata and a share of
    the slots that 32 members' ballots fill; the rest is code: the EIP-712 hash and a question to the
    membership for each voter. The door asks for all its guests at once and takes proofs packed one after
    the other, and its code costs a third less. The same here should meet the goal. Its price: one more
    function in Membership, which has 5 % of the size limit left, and ballots that no block explorer can
    show.`,
  award: `
    Each line reads one slot cold (which wallet the member has), writes one (balance and standing), and logs
    the token's event and a word of the award's: the floor alone takes up nearly all of the goal, which came
    from a prototype that pays wallets. Naming wallets instead of members would save the cold read, and lose
    that whoever is re-bound to a new wallet is paid there and can't be paid twice. Where the amount is not
    fixed, two members share one more slot, which remembers what each was paid, so that no revocation takes
    more than that. Half the width for each would save half of that write, and limit what a campaign can pay
    a member.`,
  claim: `
    Nine slots (five of them only read), three further contracts and two events come to more than the goal
    before any code runs. The word of those paid, the budget, the supply with its emission, and the balance
    are written; the terms, the member's wallet, the token's minter and limit, and the attester's role with
    the contract that holds it are read. Attesters in a list of the campaigns' own would save a contract and
    a read, about 5,000 gas, but then two tables would say who may do what, and a key taken out of one would
    stay in the other. Token and campaigns in one contract would save another, and would not fit. Relayed
    together, claims share nearly all of it.`,
  claimMany: `
    Each contribution brings its own statement and signature in ABI encoding (480 bytes, of which about 170
    say something) and logs its own event beside the token's, so that anybody can check a payment from the
    receipt and a review's hash alone. Packed like the door's proofs and told by one event like an award's,
    both together would cost about 2,500 gas less; the rest of the way is code, which hashes seven words and
    looks at budget, range, cap, room and signers one by one so that a bad contribution is skipped with its
    reason. The floor is near the goal as it is.`,
  epochClaim: `
    The floor alone is above the goal. Distributors pay wallets, from a balance that was put there before or
    by minting without a limit: here the member's wallet is looked up (a contract and a slot), tokens are
    minted within the emission's limit (two slots), and what is left of the epoch is kept (one slot), so
    that a wrong list can never pay more than was published. Without these three it would cost about what
    the distributors cost. Ten proof hashes are 5,000 gas of calldata everywhere.`,
  redeem: `
    Without a limit per member the goal is met. The limit costs the slot that counts for sixteen members, on
    top of the order's own (fresh) and of four that every order writes: the reward's stock, the totals, and
    two balances. Burning at once instead of holding the price in escrow would save the store's balance;
    then a refund would have to mint, and could run into the cap on emission.`,
  checkIn: `
    Each guest needs one signature, one cold read (the member's slot), an eighth of another (the tickets'
    holders), 80 bytes of calldata and a word of the event; that is the floor. What is above the goal is
    code: the EIP-712 hash, the recovery, and what can be wrong with a ticket. OpenZeppelin's checks of a
    signature are used as they are; in assembly they could meet the goal, at a place where a mistake lets in
    whoever copied a code.`,
  relayed: `
    With a nonce the floor alone is above the goal: the request as data, the signature, the nonce's slot and
    the relay's event. Requests that can happen only once need no nonce (claims, ballots, check-ins,
    joining, cancelling, withdrawing); the one that is measured meets it. Taking the nonce from the request
    would let it be replayed; packing several nonces of a member into one slot would save nothing, because a
    request still writes that slot. What is left to save is calldata, most of whose bytes are padding, by a
    request format of the relay's own.`,
};
