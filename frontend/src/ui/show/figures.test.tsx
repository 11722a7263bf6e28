import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Field } from "../form/Field.tsx";
import { Input } from "../form/Input.tsx";
import { ConditionList } from "./ConditionList.tsx";
import { percent } from "./ProgressBar.tsx";
import { ResultBar } from "./ResultBar.tsx";

test.each([
  [1n, 3n, 33.3],
  [0n, 10n, 0],
  [10n, 10n, 100],
  [11n, 10n, 100],
  [5n, 0n, 100],
  [-1n, 10n, 0],
  [10n ** 30n, 3n * 10n ** 30n, 33.3],
])("%s of %s is %s per cent", (value, max, share) => {
  expect(percent(value, max)).toBe(share);
});

test("a result bar says its parts in words and numbers", () => {
  const html = renderToStaticMarkup(
    <ResultBar
      label="Votes"
      parts={[
        { label: "For", value: 3n, tone: "good" },
        { label: "Against", value: 1n, tone: "bad" },
      ]}
      mark={{ value: 8n, label: "Quorum 8" }}
    />,
  );
  expect(html).toContain("3 · 75 %");
  expect(html).toContain("1 · 25 %");
  // The bar itself is drawn against the quorum that is still to be reached.
  expect(html).toContain("width:37.5%");
});

test("a field ties label, hint and error to its control", () => {
  const html = renderToStaticMarkup(
    <Field label="Title" hint="One line." error="Too short.">
      {(control) => <Input {...control} />}
    </Field>,
  );
  const id = /<input[^>]* id="([^"]+)"/.exec(html)?.[1];
  expect(html).toContain(`for="${id}"`);
  expect(html).toContain(`aria-describedby="${id}-hint ${id}-error"`);
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain(`id="${id}-error" role="alert"`);
});

test("a condition that is met needs no remedy", () => {
  const condition = { label: "Tier", have: "Pillar", need: "Pillar", remedy: "Write a review." };
  expect(renderToStaticMarkup(<ConditionList conditions={[{ ...condition, met: true }]} />)).not.toContain(
    "Write",
  );
  expect(renderToStaticMarkup(<ConditionList conditions={[{ ...condition, met: false }]} />)).toContain(
    "Write",
  );
});
