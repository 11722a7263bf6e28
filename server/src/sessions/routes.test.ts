import { getAddress, hashMessage } from "viem";
import { describe, expect, test } from "vitest";
import { newAccount, origin, siweMessage, useHarness } from "../../test/harness.ts";
import { sessions } from "./tables.ts";

const harness = useHarness();

async function signIn(message: string, account = newAccount(), headers: Record<string, string> = {}) {
  const signature = await account.signMessage({ message });
  return harness().send("POST", "/session", { message, signature }, { headers });
}

describe("signing in", () => {
  test("gives a session with roles and rights read from the chain", async () => {
    const account = newAccount();
    harness().chain.enrol(account.address, 5n, ["ATTESTER"], ["curate"]);

    const message = siweMessage(account, { nonce: await harness().nonce(), statement: "Welcome in" });
    const answer = await signIn(message, account);

    expect(answer.status).toBe(200);
    const session = { account: account.address, memberId: "5", roles: ["ATTESTER"], rights: ["curate"] };
    expect(answer.json()).toEqual(session);
    const cookie = answer.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Secure/);
    expect(cookie).toMatch(/Max-Age=86400/);

    harness().chain.enrol(account.address, 5n, [], []);
    const later = await harness().send("GET", "/session", undefined, { cookie: cookie.split(";")[0] });
    expect(later.json(), "roles must be read again each time").toEqual({ ...session, roles: [], rights: [] });
  });

  test("gives a visitor a session without a membership", async () => {
    const account = newAccount();
    const answer = await signIn(siweMessage(account, { nonce: await harness().nonce() }), account);
    expect(answer.json()).toEqual({ account: account.address, memberId: null, roles: [], rights: [] });
  });

  test("lets a contract account in that stands by the signature, and no other", async () => {
    const owner = newAccount();
    const wallet = getAddress(`0x${"c0".repeat(20)}`);
    const nonce = await harness().nonce();
    const message = siweMessage({ ...owner, address: wallet }, { nonce });
    const signature = await owner.signMessage({ message });
    harness().chain.contracts.set(
      wallet,
      (digest, given) => digest === hashMessage(message) && given === signature.toLowerCase(),
    );

    const forged = `0x${"11".repeat(200)}`;
    const refused = await harness().send("POST", "/session", { message, signature: forged });
    expect(refused.status).toBe(401);
    const accepted = await harness().send("POST", "/session", { message, signature });
    expect(accepted.json()).toMatchObject({ account: wallet });
  });

  test("spends a nonce once, even for many at the same moment", async () => {
    const account = newAccount();
    const message = siweMessage(account, { nonce: await harness().nonce() });
    const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(message, account)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401, 401, 401]);
    const replay = await signIn(message, account);
    expect(replay.status).toBe(401);
    expect(replay.text).toMatch(/used already/);
  });

  test("refuses a nonce that it did not make, or that is too old", async () => {
    const account = newAccount();
    expect((await signIn(siweMessage(account, { nonce: "a".repeat(32) }), account)).text).toMatch(
      /used already/,
    );

    const nonce = await harness().nonce();
    harness().clockAhead = 10 * 60_000 + 1_000;
    const issuedAt = new Date(Date.now() + harness().clockAhead);
    const answer = await signIn(siweMessage(account, { nonce, issuedAt }), account);
    harness().clockAhead = 0;
    expect(answer.status).toBe(401);
    expect(answer.text).toMatch(/has expired or was used/);
  });

  test("gives each sign-in a new token and ends the one it replaces", async () => {
    const account = newAccount();
    const first = await harness().signIn(account);
    const message = siweMessage(account, { nonce: await harness().nonce() });
    const answer = await signIn(message, account, { cookie: first });
    expect(answer.headers.get("set-cookie")).not.toContain(first);
    expect((await harness().send("GET", "/session", undefined, { cookie: first })).status).toBe(401);
  });

  const wrong: [string, Partial<Parameters<typeof siweMessage>[1]>, RegExp][] = [
    ["another domain", { domain: "evil.example" }, /not for this community/],
    ["a look-alike domain", { domain: "club.example.evil.example" }, /not for this community/],
    ["another uri", { uri: "https://evil.example" }, /another site/],
    ["a uri with the domain as user", { uri: "https://club.example@evil.example" }, /another site/],
    ["another port", { uri: `${origin}:8443` }, /another site/],
    ["another scheme in front", { scheme: "http" }, /another scheme/],
    ["another chain", { chainId: 1 }, /chain 1/],
    ["a past expiry", { expirationTime: new Date(Date.now() - 1000) }, /has expired/],
    ["a future start", { notBefore: new Date(Date.now() + 60_000) }, /not valid yet/],
    ["an old date of issue", { issuedAt: new Date(Date.now() - 11 * 60_000) }, /ten minutes ago/],
    ["a future date of issue", { issuedAt: new Date(Date.now() + 11 * 60_000) }, /future/],
  ];
  test.each(wrong)("refuses a message with %s", async (_, changes, sentence) => {
    const account = newAccount();
    const nonce = await harness().nonce();
    const answer = await signIn(siweMessage(account, { nonce, ...changes }), account);
    expect(answer.status).toBe(401);
    expect(answer.text).toMatch(sentence);
    expect(answer.headers.get("set-cookie")).toBeNull();
  });

  test("refuses a signature of somebody else, and a message changed after signing", async () => {
    const account = newAccount();
    const message = siweMessage(account, { nonce: await harness().nonce(), statement: "Welcome in" });
    expect((await signIn(message, newAccount())).status).toBe(401);
    const signature = await account.signMessage({ message });
    const changed = message.replace("Welcome in", "Welcome out");
    expect((await harness().send("POST", "/session", { message: changed, signature })).status).toBe(401);
    expect((await signIn(message, account)).status, "a refused attempt must not spend the nonce").toBe(200);
  });
});

describe("a session", () => {
  test("ends by signing out", async () => {
    const cookie = await harness().signIn(newAccount());
    const answer = await harness().send("DELETE", "/session", undefined, { cookie });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("set-cookie")).toMatch(/Max-Age=0/);
    expect((await harness().send("GET", "/session", undefined, { cookie })).status).toBe(401);
  });

  test("ends after 24 hours", async () => {
    const cookie = await harness().signIn(newAccount());
    harness().clockAhead = 24 * 3_600_000 + 60_000;
    const answer = await harness().send("GET", "/session", undefined, { cookie });
    harness().clockAhead = 0;
    expect(answer.status).toBe(401);
  });

  test("is kept by hash only", async () => {
    const cookie = await harness().signIn(newAccount());
    const rows = await harness().services.database.select().from(sessions);
    const token = cookie.split("=")[1] ?? "";
    expect(token.length).toBeGreaterThan(40);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("says that the chain is away instead of inventing roles", async () => {
    const cookie = await harness().signIn(newAccount());
    harness().chain.down = true;
    const answer = await harness().send("GET", "/session", undefined, { cookie });
    harness().chain.down = false;
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(answer.text).toMatch(/chain_unavailable/);
  });

  interface Listed {
    id: string;
    isThis: boolean;
  }
  const list = async (cookie: string) =>
    (await harness().send("GET", "/sessions", undefined, { cookie })).json<{ sessions: Listed[] }>().sessions;
  const isOpen = async (cookie: string) =>
    (await harness().send("GET", "/session", undefined, { cookie })).status === 200;

  test("is listed with the others of its account, and names itself", async () => {
    const account = newAccount();
    const [one, two] = [await harness().signIn(account), await harness().signIn(account)];
    await harness().signIn(newAccount());
    const listed = await list(one);
    expect(listed.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
    expect((await list(two)).find(({ isThis }) => isThis)?.id).not.toBe(
      listed.find(({ isThis }) => isThis)?.id,
    );
    for (const cookie of [one, two]) expect(JSON.stringify(listed)).not.toContain(cookie.split("=")[1]);
    expect((await harness().send("GET", "/sessions")).status).toBe(401);
    harness().clockAhead = 25 * 3_600_000;
    const late = harness().services.sessions;
    expect(await late.list(account.address, harness().services.now()), "expired ones are gone").toEqual([]);
    harness().clockAhead = 0;
  });

  test("can be ended from another device of its owner, and from nowhere else", async () => {
    const account = newAccount();
    const [lost, kept] = [await harness().signIn(account), await harness().signIn(account)];
    const stranger = await harness().signIn(newAccount());
    const id = (await list(lost)).find(({ isThis }) => isThis)?.id;
    const end = (cookie?: string) => harness().send("DELETE", `/sessions/${id}`, undefined, { cookie });
    expect((await end()).status).toBe(401);
    expect((await end(stranger)).status).toBe(404);
    expect(await isOpen(lost)).toBe(true);
    expect((await end(kept)).status).toBe(204);
    expect([await isOpen(lost), await isOpen(kept), await isOpen(stranger)]).toEqual([false, true, true]);
    expect((await end(kept)).status, "twice").toBe(404);
    const guessed = await harness().send("DELETE", `/sessions/${"0".repeat(63)}`, undefined, {
      cookie: kept,
    });
    expect(guessed.status).toBe(400);
  });

  test("ends with all others of its account at once", async () => {
    const account = newAccount();
    const own = [await harness().signIn(account), await harness().signIn(account)];
    const stranger = await harness().signIn(newAccount());
    const answer = await harness().send("DELETE", "/sessions", undefined, { cookie: own[0] });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("set-cookie")).toMatch(/Max-Age=0/);
    expect(await Promise.all([...own, stranger].map(isOpen))).toEqual([false, false, true]);
  });
});
