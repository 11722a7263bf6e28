import { keccak256 } from "viem";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { Harness, newAccount, signedReview, useHarness } from "../../test/harness.ts";
import { newOperator } from "../../test/operator.ts";
import { MAX_PHOTO_BYTES } from "./encode.ts";
import { MOST_WAITING, purgePhotos } from "./store.ts";

const harness = useHarness();
let members = 2000n;

beforeAll(() => harness().addProduct("beans"));

async function newMember() {
  const account = newAccount();
  harness().chain.enrol(account.address, ++members);
  return { account, memberId: members, cookie: await harness().signIn(account) };
}

const picture = (width = 40, height = 30, shade = 120) =>
  sharp({ create: { width, height, channels: 3, background: { r: shade, g: 80, b: 40 } } });

const upload = (bytes: Uint8Array | string, cookie: string | undefined, type = "image/jpeg") =>
  harness().send("POST", "/photos", bytes, { cookie, headers: { "content-type": type } });

/** Where a photo is, and the hash by which reviews name it. */
async function uploaded(bytes: Uint8Array, cookie: string) {
  const answer = await upload(bytes, cookie);
  expect(answer.status, answer.text).toBe(201);
  return answer.json<{ photo: { hash: `0x${string}`; width: number; height: number } }>().photo;
}

async function fetched(hash: string, cookie?: string) {
  const headers = cookie === undefined ? {} : { cookie };
  const response = await harness().app.request(`/api/photos/${hash}`, { headers });
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
}

describe("a photo", () => {
  test("is kept under the hash of what is served, without place, camera, comment or profile", async () => {
    const { cookie } = await newMember();
    const exif = {
      IFD0: { Make: "SecretCam", Copyright: "Secret Name" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 12/1", GPSLongitudeRef: "E" },
    };
    const original = await picture()
      .jpeg()
      .withExif(exif)
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Secret place</x:xmpmeta>')
      .withIccProfile("p3")
      .toBuffer();
    const before = await sharp(original).metadata();
    expect(before.exif && before.icc && before.xmp, "the picture sent has all of it").toBeTruthy();
    expect(original.toString("latin1")).toContain("SecretCam");
    const { hash } = await uploaded(original, cookie);
    const { response, bytes } = await fetched(hash, cookie);
    expect(response.status).toBe(200);
    expect(keccak256(bytes)).toBe(hash);
    const after = await sharp(bytes).metadata();
    expect(after).toMatchObject({ format: "webp", width: 40, height: 30, space: "srgb" });
    for (const field of ["exif", "icc", "xmp", "iptc", "orientation", "comments"] as const)
      expect(after[field], field).toBeUndefined();
    const raw = Buffer.from(bytes).toString("latin1");
    expect(raw).not.toMatch(/secret|exif|gps|xmp|iccp/i);
  });

  test("stands upright and is no longer than 1600 pixels", async () => {
    const { cookie } = await newMember();
    const sideways = await picture(2000, 1000).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await uploaded(sideways, cookie)).toMatchObject({ width: 800, height: 1600 });
  });

  test("loses whatever follows the picture", async () => {
    const { cookie } = await newMember();
    const tail = Buffer.from("<script>alert(document.domain)</script>PK\u0003\u0004");
    const { hash } = await uploaded(Buffer.concat([await picture().png().toBuffer(), tail]), cookie);
    expect(Buffer.from((await fetched(hash, cookie)).bytes).toString("latin1")).not.toContain("script");
  });

  test("is served as a picture that can do nothing", async () => {
    const { cookie } = await newMember();
    const { hash } = await uploaded(await picture().webp().toBuffer(), cookie);
    const { headers } = (await fetched(hash, cookie)).response;
    expect(headers.get("content-type")).toBe("image/webp");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  });
});

describe("is refused:", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const files: [string, () => Promise<Uint8Array | string>, number][] = [
    ["an SVG", async () => svg, 415],
    ["a page", async () => "<!doctype html><script>alert(1)</script>", 415],
    ["a PDF", async () => "%PDF-1.7\n1 0 obj", 415],
    ["a TIFF", () => picture().tiff().toBuffer(), 415],
    ["a GIF", () => picture().gif().toBuffer(), 415],
    ["nothing", async () => "", 415],
    [
      "an SVG behind the first bytes of a PNG",
      async () => Buffer.from(`\x89PNG\r\n\x1a\n${svg}`, "latin1"),
      400,
    ],
    ["half a photo", async () => (await picture(300, 300).png().toBuffer()).subarray(0, 200), 400],
    ["a speck", () => picture(15, 400).png().toBuffer(), 400],
  ];
  test.each(files)("%s, whatever it is called", async (_, bytes, status) => {
    const { cookie } = await newMember();
    for (const type of ["image/jpeg", "image/png", "image/webp"])
      expect((await upload(await bytes(), cookie, type)).status).toBe(status);
  });

  test("a photo that is called something else", async () => {
    const { cookie } = await newMember();
    const bytes = await picture().png().toBuffer();
    for (const type of ["image/svg+xml", "text/html", "application/octet-stream", "image/gif"])
      expect((await upload(bytes, cookie, type)).status).toBe(415);
  });

  test("a byte too many, before anything is decoded", async () => {
    const { cookie } = await newMember();
    const small = await picture().png().toBuffer();
    const padded = (size: number) => Buffer.concat([small, Buffer.alloc(size - small.length)]);
    expect((await upload(padded(MAX_PHOTO_BYTES), cookie)).status).toBe(201);
    const answer = await upload(padded(MAX_PHOTO_BYTES + 1), cookie);
    expect(answer.status).toBe(413);
    expect(answer.json()).toMatchObject({ error: { code: "payload_too_large" } });
  });

  test("a bomb: a small file of very many pixels", async () => {
    const { cookie } = await newMember();
    const bomb = await picture(10_000, 5_001).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(300_000);
    const answer = await upload(bomb, cookie, "image/png");
    expect(answer.status).toBe(413);
    expect(answer.text).toMatch(/50 million/);
    // A header that claims the largest picture there is.
    const liar = Buffer.from(await picture().png().toBuffer());
    liar.writeUInt32BE(0x7fffffff, 16);
    liar.writeUInt32BE(0x7fffffff, 20);
    expect([400, 413]).toContain((await upload(liar, cookie, "image/png")).status);
  });

  test("whoever is not signed in or no member", async () => {
    const bytes = await picture().png().toBuffer();
    expect((await upload(bytes, undefined)).status).toBe(401);
    expect((await upload(bytes, await harness().signIn(newAccount()))).status).toBe(403);
  });

  test("one more than may wait", async () => {
    const { cookie } = await newMember();
    for (let shade = 0; shade < MOST_WAITING; shade++)
      await uploaded(
        await picture(20, 20, shade * 10)
          .png()
          .toBuffer(),
        cookie,
      );
    const answer = await upload(await picture(20, 21).png().toBuffer(), cookie);
    expect(answer.status).toBe(429);
  });
});

test("an address sends no more than 30 in a minute, whoever it is", async () => {
  const limited = new Harness(harness().services.database, { rateLimit: 1200 });
  const headers = { "content-type": "image/png" };
  const statuses: number[] = [];
  for (let count = 0; count < 31; count++)
    statuses.push((await limited.send("POST", "/photos", "", { headers })).status);
  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 401), 429]);
  expect((await limited.send("GET", "/reviews")).status).toBe(200);
});

test("many at once are all kept", async () => {
  const { cookie } = await newMember();
  const sizes = Array.from({ length: 12 }, (_, index) => 20 + index);
  const photos = await Promise.all(
    sizes.map(async (size) => uploaded(await picture(size, 50).jpeg().toBuffer(), cookie)),
  );
  expect(photos.map(({ width }) => width)).toEqual(sizes);
});

describe("who sees a photo", () => {
  test("its member alone before a review shows it, then everybody, until the review is hidden", async () => {
    const { account, cookie } = await newMember();
    const { hash } = await uploaded(await picture(33, 33).png().toBuffer(), cookie);
    const stranger = await newMember();
    const statuses = async () =>
      Promise.all(
        [undefined, stranger.cookie, cookie].map(async (as) => (await fetched(hash, as)).response.status),
      );
    expect(await statuses()).toEqual([404, 404, 200]);
    const answer = await harness().send("POST", "/reviews", await signedReview(account, { photos: [hash] }));
    expect(answer.status, answer.text).toBe(201);
    expect(await statuses()).toEqual([200, 200, 200]);
    const { hide } = await newOperator(harness());
    await hide(answer.json<{ review: { id: string; contentHash: string } }>().review);
    expect(await statuses()).toEqual([404, 404, 200]);
  });

  test("nobody puts another's photo into a review or a draft", async () => {
    const owner = await newMember();
    const { hash } = await uploaded(await picture(34, 34).png().toBuffer(), owner.cookie);
    const thief = await newMember();
    const stolen = await harness().send(
      "POST",
      "/reviews",
      await signedReview(thief.account, { photos: [hash] }),
    );
    expect(stolen.status).toBe(400);
    expect(stolen.json()).toMatchObject({ error: { fields: [{ path: "photos" }] } });
    const draft = { title: "", text: "", rating: null, photos: [hash] };
    const kept = await harness().send("PUT", "/drafts/beans", draft, { cookie: thief.cookie });
    expect(kept.status).toBe(400);
    // A refused review leaves nothing behind that would stand in the way of a good one.
    expect((await harness().send("POST", "/reviews", await signedReview(thief.account))).status).toBe(201);
  });

  test("the signature covers photos and their order", async () => {
    const { account, cookie } = await newMember();
    const first = (await uploaded(await picture(35, 35).png().toBuffer(), cookie)).hash;
    const second = (await uploaded(await picture(36, 36).png().toBuffer(), cookie)).hash;
    const body = await signedReview(account, { photos: [first, second] });
    for (const photos of [[], [first], [second, first]]) {
      const answer = await harness().send("POST", "/reviews", { ...body, photos });
      expect(answer.status).toBe(400);
      expect(answer.text).toMatch(/not the author's signature/);
    }
    const twice = await signedReview(account, { photos: [first, first] });
    expect((await harness().send("POST", "/reviews", twice)).text).toMatch(/no photo twice/);
    expect((await harness().send("POST", "/reviews", body)).status).toBe(201);
  });
});

test("photos that nothing shows are forgotten after a day, others are not", async () => {
  const { account, cookie } = await newMember();
  const [lost, drafted, reviewed] = await Promise.all(
    [51, 52, 53].map(async (size) => (await uploaded(await picture(size, 50).png().toBuffer(), cookie)).hash),
  );
  if (!lost || !drafted || !reviewed) throw new Error("three photos expected");
  await harness().addProduct("mug");
  const draft = { title: "", text: "", rating: null, photos: [drafted, reviewed] };
  expect((await harness().send("PUT", "/drafts/mug", draft, { cookie })).status).toBe(200);
  await harness().send("POST", "/reviews", await signedReview(account, { photos: [reviewed] }));
  const { services } = harness();
  const afterHours = async (hours: number) => {
    await purgePhotos(services.database, new Date(Date.now() + hours * 3_600_000));
    return Promise.all(
      [lost, drafted, reviewed].map(async (hash) => (await fetched(hash, cookie)).response.status),
    );
  };
  expect(await afterHours(23)).toEqual([200, 200, 200]);
  expect(await afterHours(25)).toEqual([404, 200, 200]);
  // A draft that shows a photo again does not let go of one that a review holds.
  await harness().send("PUT", "/drafts/mug", draft, { cookie });
  expect(await afterHours(24 * 91)).toEqual([404, 404, 200]);
});
