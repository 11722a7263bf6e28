import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown, safeLink } from "./Markdown.tsx";

const draw = (text: string) => renderToStaticMarkup(<Markdown>{text}</Markdown>);

test("HTML written by members is dropped", () => {
  const html = draw('Hello <script>alert(1)</script><img src=x onerror="alert(1)"> there');
  expect(html).not.toMatch(/<script|<img|onerror=/);
  expect(html).toContain("Hello");
});

test.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "/operate",
])("%s leads nowhere", (url) => {
  expect(safeLink(url)).toBe("");
  expect(draw(`[press](<${url}>)`)).not.toContain("href");
});

test("links are marked as members' own and open apart", () => {
  expect(draw("[beans](https://example.org/a)")).toContain(
    '<a href="https://example.org/a" target="_blank" rel="noopener noreferrer nofollow ugc"',
  );
});

test("no picture is fetched from another host", () => {
  expect(draw("![A cup](https://example.org/cup.png)")).not.toContain("<img");
});

test("headings stay below those of the page", () => {
  expect(draw("# Why")).toContain("<h3>Why</h3>");
});
