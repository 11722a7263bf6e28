import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useHarness } from "../../test/harness.ts";

const root = await mkdtemp(join(tmpdir(), "hearth-media-"));
const harness = useHarness({ mediaDir: join(root, "media") });
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

beforeAll(async () => {
  await mkdir(join(root, "media", "folder.png"), { recursive: true });
  await writeFile(join(root, "media", "mug.svg"), svg);
  await writeFile(join(root, "media", "mug.png"), new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
  await writeFile(join(root, "media", "notes.txt"), "secret");
  await writeFile(join(root, "secret.svg"), "secret");
  await symlink(join(root, "secret.svg"), join(root, "media", "link.svg"));
});

afterAll(() => rm(root, { recursive: true }));

test("images are served with their type, and can't run anything", async () => {
  const image = await harness().send("GET", "/media/mug.svg");
  expect(image.status).toBe(200);
  expect(image.text).toBe(svg);
  expect(image.headers.get("content-type")).toBe("image/svg+xml");
  expect(image.headers.get("x-content-type-options")).toBe("nosniff");
  expect(image.headers.get("content-security-policy")).toMatch(/default-src 'none';.*sandbox/);
  expect(image.headers.get("content-security-policy")).not.toMatch(/allow-scripts|script-src/);
  expect((await harness().send("GET", "/media/mug.png")).headers.get("content-type")).toBe("image/png");
});

test.each([
  "/media/../secret.svg",
  "/media/..%2fsecret.svg",
  "/media/%2e%2e%2fsecret.svg",
  "/media/..%5csecret.svg",
  "/media/....//secret.svg",
  "/media/%252e%252e%252fsecret.svg",
  "/media/link.svg",
  "/media/notes.txt",
  "/media/folder.png",
  "/media/missing.png",
  "/media/mug.svg%00.png",
  "/media/.svg",
  "/media/",
  `/media/${encodeURIComponent(join(root, "secret.svg"))}`,
])("%s is not served", async (path) => {
  const answer = await harness().send("GET", path);
  expect([400, 404]).toContain(answer.status);
  expect(answer.text).not.toContain("secret");
  expect(answer.json()).toHaveProperty("error.code");
});
