import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { findFreePort, HOST } from "./ports.ts";

test("a busy port and those already promised are passed over", async () => {
  const server = createServer().listen(0, HOST);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await findFreePort(port)).toBeGreaterThan(port);
  expect(await findFreePort(port, [port + 1])).toBeGreaterThan(port + 1);
  server.close();
  await once(server, "close");
  expect(await findFreePort(port)).toBe(port);
});
