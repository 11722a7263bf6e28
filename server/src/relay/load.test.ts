import { join } from "node:path";
import { parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { checkBooks, takeAccount } from "../../test/relay/checker.ts";
import { setBalance, startCommunity } from "../../test/relay/liveCommunity.ts";
import { handIn, prepareJoins, untilDrained } from "../../test/relay/load.ts";
import { startServer } from "../../test/relay/serverProcess.ts";
import { openPglite } from "../database/connection.ts";

const FUNDED = parseEther("1000");
const HONEST = 150;
const JUNK = 150;

test(
  "a burst is taken as a whole, junk among it is not, and everything taken is carried out once",
  { timeout: 180_000 },
  async () => {
    const community = await startCommunity();
    const dataDir = join(community.dir, "data");
    const key = generatePrivateKey();
    const { address: sender } = privateKeyToAccount(key);
    await setBalance(community, sender, FUNDED);
    const server = await startServer(community, { RELAY_KEY: key, DATA_DIR: dataDir });
    const honest = await prepareJoins(community, HONEST);
    // The signature of the one with the account of the next: it fits nobody.
    const junk = honest.slice(0, JUNK).map(({ data }, index) => {
      const other = honest[(index + 1) % HONEST]?.data ?? "0x";
      return {
        account: honest[0]?.account ?? "0x",
        data: `${data.slice(0, 138)}${other.slice(138)}` as const,
      };
    });
    const [taken, refused] = await Promise.all([
      handIn(server.url, honest),
      handIn(server.url, junk as typeof honest),
    ]);
    await untilDrained(server.url);
    expect(await server.stop()).toBe(0);
    expect(taken.refused).toEqual({});
    expect(refused.refused).toEqual({ 422: JUNK });

    const connection = await openPglite(dataDir);
    const account = await takeAccount(community, connection.database, taken.log);
    const books = await checkBooks(community, connection.database, sender, FUNDED);
    await connection.close();
    await community.stop();
    expect(account).toEqual({
      accepted: HONEST,
      effected: HONEST,
      explained: 0,
      lost: [],
      doubled: 0,
      contradicted: [],
    });
    expect(books.nonces).toHaveLength(books.mined);
    expect(books.spent).toBe(books.paid);
  },
);
