import { ponder } from "ponder:registry";
import { holding, transfer } from "ponder:schema";
import { zeroAddress } from "viem";
import { originOf } from "./event.ts";
import { holdingsAfter } from "./holdings.ts";

ponder.on("RewardToken:Transfer", async ({ event, context: { db } }) => {
  const { from, to, value } = event.args;
  const origin = originOf(event);
  await db.insert(transfer).values({ from, to, amount: value, ...origin });
  const touched = [...new Set([from, to])].filter((account) => account !== zeroAddress);
  const empty = { balance: 0n, standing: 0n, debt: 0n };
  const after = (row: { account: string; balance: bigint; standing: bigint }) => ({
    ...holdingsAfter(row, { from, to, value }),
    ...origin,
  });
  await db
    .insert(holding)
    .values(
      touched.map((account) => ({ account, ...empty, ...after({ account, balance: 0n, standing: 0n }) })),
    )
    .onConflictDoUpdate(after);
});

ponder.on("RewardToken:Revoked", async ({ event, context: { db } }) => {
  const { account, amount, debt } = event.args;
  await db
    .update(holding, { account })
    .set((row) => ({ standing: row.standing - amount, debt, ...originOf(event) }));
});

ponder.on("RewardToken:DebtRepaid", async ({ event, context: { db } }) => {
  const { account, debt } = event.args;
  await db.update(holding, { account }).set({ debt, ...originOf(event) });
});

ponder.on("RewardToken:Rebound", async ({ event, context: { db } }) => {
  const { from, to, standing, debt } = event.args;
  const origin = originOf(event);
  // The balance has moved with the transfer that is logged before.
  await db
    .insert(holding)
    .values([
      { account: from, balance: 0n, standing: 0n, debt: 0n, ...origin },
      { account: to, balance: 0n, standing, debt, ...origin },
    ])
    .onConflictDoUpdate((row) =>
      row.account === to.toLowerCase()
        ? { standing: row.standing + standing, debt: row.debt + debt, ...origin }
        : { standing: 0n, debt: 0n, ...origin },
    );
});
