import { ethers, receiptOf } from "../../test/helpers/chain.ts";
import { floorOf, type Floor } from "../floor.ts";
import { OURS, type ActionName, type Row } from "../rows.ts";

/**
 * Measures one of Hearth's own actions.
 * @param action What it is.
 * @param sent The transaction, which must succeed.
 * @param floor What no contract could do it without.
 * @param batch Units in the transaction.
 * @param direct Gas that each unit costs when its member does it alone, where only what comes on top is asked for.
 */
export async function own(
  action: ActionName,
  sent: Promise<{ hash: string }>,
  floor: Floor,
  batch = 1,
  direct = 0n,
): Promise<Row> {
  const { hash } = await sent;
  const receipt = await receiptOf(hash);
  const transaction = await ethers.provider.getTransaction(hash);
  if (receipt.status !== 1 || transaction === null)
    throw new Error(`${action} failed; its gas says nothing.`);
  return {
    action,
    who: OURS,
    batch,
    gas: receipt.gasUsed / BigInt(batch) - direct,
    floor: floorOf(floor, transaction.data, batch) - direct,
  };
}
