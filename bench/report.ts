import { reasons } from "./reasons.ts";
import { actions, OURS, type ActionName, type Row } from "./rows.ts";
import { targets, type Target } from "./targets.ts";

/** A contract as it is deployed. */
export interface Deployed {
  name: string;
  bytes: number;
  gas: bigint;
}

/** Everything that one run found out. */
export interface Findings {
  rows: readonly Row[];
  deployed: readonly Deployed[];
  /** Versions and settings, one line each. */
  conditions: readonly string[];
}

const SIZE_LIMIT = 24_576;
const number = new Intl.NumberFormat("en");

/**
 * The findings as one table for a terminal.
 * @param rows Everything measured.
 */
export function terminalTable(rows: readonly Row[]): string {
  return groups(rows)
    .map(({ title, own, lines }) => {
      const body = lines.map((row) => {
        const ratio = own === undefined || row === own ? "" : times(row.gas, own.gas);
        return `  ${row.who.padEnd(52)}${number.format(row.gas).padStart(10)}${ratio.padStart(9)}`;
      });
      const floor =
        own?.floor === undefined
          ? []
          : [`  ${"physical floor".padEnd(52)}${number.format(own.floor).padStart(10)}`];
      return [title, ...body, ...floor].join("\n");
    })
    .join("\n\n");
}

/**
 * The findings as `docs/benchmarks.md`.
 * @param findings Everything measured.
 */
export function markdown({ rows, deployed, conditions }: Findings): string {
  return [
    "# Benchmarks",
    "",
    "Written by `npm run bench`, which measures everything below in one run. Figures are gas of receipts, intrinsic gas and",
    "calldata included, refunds taken off; in batches they are divided by the number of units. Peers are compiled from the",
    "packages their authors publish, with the settings of Hearth where they come as source.",
    "",
    ...conditions.map((condition) => `- ${condition}`),
    "",
    "The **floor** is what the protocol charges whoever writes the contracts: intrinsic gas, this calldata, cold accounts and",
    "slots, fresh slots, signatures and events, as declared for each action in `bench/ours/`. Code that runs between them is",
    "not in it, so nothing reaches it.",
    "",
    "## Targets",
    "",
    "| action | Hearth | goal | dream | floor | above floor | best peer | peer / Hearth |",
    "|---|---:|---:|---:|---:|---:|---|---:|",
    ...targets.map((target) => targetLine(target, rows)),
    "",
    ...missed(rows),
    "## Every action",
    "",
    ...groups(rows).flatMap(({ title, own, lines }) => [
      `### ${title}`,
      "",
      "| contracts | gas | ratio to Hearth |",
      "|---|---:|---:|",
      ...lines.map((row) => {
        const ratio = own === undefined ? "" : times(row.gas, own.gas);
        const name = row === own ? `**${row.who}**` : row.who;
        return `| ${name} | ${number.format(row.gas)} | ${ratio} |`;
      }),
      ...(own?.floor === undefined
        ? []
        : [`| physical floor | ${number.format(own.floor)} | ${times(own.floor, own.gas)} |`]),
      "",
    ]),
    "## Contracts",
    "",
    `The limit is ${number.format(SIZE_LIMIT)} bytes (EIP-170).`,
    "",
    "| contract | bytes | of the limit | gas to deploy |",
    "|---|---:|---:|---:|",
    ...deployed.map(
      ({ name, bytes, gas }) =>
        `| ${name} | ${number.format(bytes)} | ${Math.round((100 * bytes) / SIZE_LIMIT)} % | ${number.format(gas)} |`,
    ),
    "",
  ].join("\n");
}

interface Group {
  title: string;
  own: Row | undefined;
  /** The product's own row first, then the cheapest. */
  lines: Row[];
}

function groups(rows: readonly Row[]): Group[] {
  return (Object.keys(actions) as ActionName[]).flatMap((action) => {
    const batches = [...new Set(rows.filter((row) => row.action === action).map(({ batch }) => batch))];
    return batches
      .sort((a, b) => a - b)
      .map((batch) => {
        const same = rows.filter((row) => row.action === action && row.batch === batch);
        const own = same.find(({ who }) => who === OURS);
        const others = same.filter((row) => row !== own).sort((a, b) => Number(a.gas - b.gas));
        const many = batches.length > 1 ? `, ${batch === 1 ? "alone" : `in a batch of ${batch}`}` : "";
        return { title: actions[action] + many, own, lines: own === undefined ? others : [own, ...others] };
      });
  });
}

function targetLine({ action, batch, goal, dream }: Target, rows: readonly Row[]): string {
  const same = rows.filter((row) => row.action === action && row.batch === batch);
  const own = same.find(({ who }) => who === OURS);
  const name = actions[action] + (batch > 1 ? `, batch of ${batch}` : "");
  if (own === undefined) return `| ${name} | – | ${number.format(goal)} | ${number.format(dream)} | | | | |`;
  const peer = same.filter((row) => row !== own).sort((a, b) => Number(a.gas - b.gas))[0];
  const verdict = own.gas <= dream ? "dream met" : own.gas <= goal ? "met" : `+${percent(own.gas, goal)}`;
  return [
    `| ${name}`,
    `${number.format(own.gas)} (${verdict})`,
    number.format(goal),
    number.format(dream),
    own.floor === undefined ? "" : number.format(own.floor),
    own.floor === undefined ? "" : `+${percent(own.gas, own.floor)}`,
    peer === undefined ? "" : `${peer.who}: ${number.format(peer.gas)}`,
    `${peer === undefined ? "" : times(peer.gas, own.gas)} |`,
  ].join(" | ");
}

/** What is above its goal, and why. */
function missed(rows: readonly Row[]): string[] {
  const lines = targets.flatMap(({ action, batch, goal }) => {
    const own = rows.find((row) => row.action === action && row.batch === batch && row.who === OURS);
    if (own === undefined || own.gas <= goal) return [];
    const reason = reasons[action] ?? "No reason has been written down in `bench/reasons.ts`.";
    return [`- **${actions[action]}**: ${number.format(own.gas - goal)} gas above its goal. ${reason}`];
  });
  return lines.length === 0 ? [] : ["Above their goals:", "", ...lines, ""];
}

function times(gas: bigint, own: bigint): string {
  return `${(Number(gas) / Number(own)).toFixed(2)}×`;
}

function percent(gas: bigint, of: bigint): string {
  return `${((100 * Number(gas - of)) / Number(of)).toFixed(1)} %`;
}
