import { randomBytes } from "node:crypto";
import { bytesToHex, parseEther } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { checkBooks, takeAccount, type Accepted } from "../../test/relay/checker.ts";
import { CutLine } from "../../test/relay/cutLine.ts";
import { setBalance, startCommunity } from "../../test/relay/liveCommunity.ts";
import { prepareJoins, untilDrained, type Prepared } from "../../test/relay/load.ts";
import { startServer } from "../../test/relay/serverProcess.ts";
import { openPostgres } from "../database/connection.ts";

const postgres = process.env["TEST_DATABASE_URL"];
const FUNDED = parseEther("100");
/** How often the database goes away. */
const CUTS = 3;

interface Told {
  status: number;
  retryAfter: string | null;
  id: string | undefined;
}

async function submit(url: string, { data }: Prepared): Promise<Told> {
  const response = await fetch(`${url}/api/relay/requests`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ contract: "Membership", data }),
  });
  const { id } = (await response.json()) as { id?: string };
  return { status: response.status, retryAfter: response.headers.get("retry-after"), id };
}

// An embedded database lives and dies with its server: kill.test.ts.
test.skipIf(!postgres)(
  "a database that goes away again and again: nothing is promised that is not stored, and all of it is carried",
  { timeout: 240_000 },
  async () => {
    const community = await startCommunity();
    const { hostname, port } = new URL(postgres ?? "");
    const line = await CutLine.to({ host: hostname, port: Number(port || 5432) });
    const key = bytesToHex(randomBytes(32));
    const { address: sender } = privateKeyToAccount(key);
    await setBalance(community, sender, FUNDED);
    const throughLine = new URL(postgres ?? "");
    throughLine.host = `127.0.0.1:${line.port}`;
    const server = await startServer(community, {
      RELAY_KEY: key,
      DATABASE_URL: throughLine.href,
      RELAY_BATCH_WAIT_MS: "20",
      RELAY_BATCH_SIZE: "5",
      LOG_LEVEL: "fatal",
    });
    const log: Accepted[] = [];
    const refusals: Told[] = [];
    /** Hands these in together; what is not stored is handed in again at the end. */
    const again: Prepared[] = [];
    const handIn = async (prepared: Prepared) => {
      const told = await submit(server.url, prepared);
      if (told.status === 202 && told.id) log.push({ ...prepared, id: told.id });
      else {
        refusals.push(told);
        again.push(prepared);
      }
    };
    try {
      for (let cut = 0; cut < CUTS; cut++) {
        const during = (await prepareJoins(community, 20)).map(handIn);
        line.cut();
        await Promise.all(during);
        const stored = log.length;
        await Promise.all((await prepareJoins(community, 5)).map(handIn));
        expect(log.length, "nothing is promised without a database").toBe(stored);
        line.mend();
      }
      while (again.length > 0) await Promise.all(again.splice(0).map(handIn));
      await untilDrained(server.url);
    } finally {
      expect(await server.stop(), "a server that is asked to stop ends well").toBe(0);
      await line.stop();
    }
    for (const { status, retryAfter } of refusals) {
      expect(status).toBe(503);
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
    expect(refusals.length).toBeGreaterThanOrEqual(CUTS * 5);
    const connection = await openPostgres(postgres ?? "", (error) => {
      throw error;
    });
    const account = await takeAccount(community, connection.database, log);
    const books = await checkBooks(community, connection.database, sender, FUNDED);
    await connection.close();
    await community.stop();
    expect(account).toMatchObject({ accepted: CUTS * 25, lost: [], contradicted: [], doubled: 0 });
    expect(account.effected + account.explained).toBe(account.accepted);
    expect(books.nonces).toEqual(Array.from({ length: books.mined }, (_, nonce) => nonce));
    expect(books.spent).toBe(books.paid);
  },
);
