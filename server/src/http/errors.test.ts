import { DrizzleQueryError } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { Hono } from "hono";
import pg from "pg";
import { pino } from "pino";
import { expect, test } from "vitest";
import { freePort } from "../../test/node.ts";
import { errorHandler } from "./errors.ts";
import { requestLog } from "./requestLog.ts";

/** An app that fails as told, and the lines it logs. */
function failing(error: Error) {
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const app = new Hono();
  app.onError(errorHandler(log));
  app.use(requestLog(log));
  app.post("/api/deliveries/:hash", () => {
    throw error;
  });
  const ask = () =>
    app.request("/api/deliveries/0xabc?x=secret", { method: "POST", body: "1 Roaster's Row" });
  return { ask, logged: () => lines.join("") };
}

function queryError(code: string | undefined, message: string): DrizzleQueryError {
  const cause = Object.assign(new Error(message), code === undefined ? {} : { code });
  return new DrizzleQueryError("insert into deliveries values ($1)", ["1 Roaster's Row"], cause);
}

test.each([
  ["08006", "connection failure"],
  ["57P01", "terminating connection"],
  ["53300", "too many connections"],
  ["53100", "No space left on device"],
  ["58030", "Input/output error"],
  ["25006", "cannot execute INSERT in a read-only transaction"],
  ["ECONNREFUSED", ""],
  [undefined, "Connection terminated unexpectedly"],
  [undefined, "timeout exceeded when trying to connect"],
])("a database that is away (%s) is a 503 with a time to come back", async (code, message) => {
  const response = await failing(queryError(code, message)).ask();
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(await response.json()).toMatchObject({ error: { code: "storage_unavailable" } });
});

test("so is a transaction for which there is no connection", async () => {
  const pool = new pg.Pool({ host: "127.0.0.1", port: await freePort() });
  const error = await drizzle(pool)
    .transaction(async () => undefined)
    .catch((thrown: unknown) => thrown);
  await pool.end();
  const response = await failing(error as Error).ask();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ error: { code: "storage_unavailable" } });
});

test("a fault of ours is a 500 that tells nothing, and a log line without people's data", async () => {
  const { ask, logged } = failing(queryError("23502", "Failing row contains (1 Roaster's Row)"));
  const response = await ask();
  expect(response.status).toBe(500);
  expect(await response.text()).not.toMatch(/insert|Roaster/);
  expect(logged()).toMatch(/23502/);
  expect(logged()).toMatch(/"route":"\/api\/deliveries\/:hash"/);
  expect(logged()).not.toMatch(/Roaster|secret|0xabc/);
});
