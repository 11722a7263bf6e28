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
/** Of the terminal's column of names. */
const NAME_WIDTH = 58;
/** Floors that differ by less do so by the bytes of signatures. */
const SAME_FLOOR = 0.01;
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
        return `  ${nameOf(row).padEnd(NAME_WIDTH)}${number.format(row.gas).padStart(10)}${ratio.padStart(9)}`;
      });
      const floors = floorsOf(lines).map(
        ({ name, floor, above }) =>
          `  ${name.padEnd(NAME_WIDTH)}${number.format(floor).padStart(10)}${`+${above}`.padStart(9)}`,
      );
      return [title, ...body, ...floors].join("\n");
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
    "packages their authors publish, with the settings of Hearth where they come as source. Of what does less than Hearth, its",
    "name says what it leaves out. Figures move by a few gas from run to run, with the zero bytes of times and signatures.",
    "What the services carry is in [load](load.md).",
    "",
    ...conditions.map((condition) => `- ${condition}`),
    "",
    "The **floor** is what the protocol charges whoever writes the contracts: intrinsic gas, this calldata, cold accounts and",
    "slots, fresh slots, signatures and events, as declared for each action in `bench/ours/`. Code that runs between them is",
    "not in it, so nothing reaches it. A run stops where a floor declares more of anything than the transaction needed.",
    "",
    "## Targets",
    "",
    "| action | Hearth | goal | dream | floor | above floor | best peer | peer / Hearth |",
    "|---|---:|---:|---:|---:|---:|---|---:|",
    ...targets.flatMap((target) => targetRows(target, rows).map((row) => targetLine(target, row, rows))),
    "",
    ...missed(rows),
    "## Where the gas goes",
    "",
    "The actions that have a target, taken apart by replaying them: gas for each unit. Slots that many units share are shared",
    "out among them; code is what runs between all that has a price of its own, less refunds. Of relayed requests it is the",
    "whole request, what is relayed included.",
    "",
    "| action | intrinsic | calldata | contracts | slots read | slots written | slots fresh | signatures | events | code |",
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ...targets.flatMap((target) => targetRows(target, rows).map(anatomyLine)),
    "",
    "## Every action",
    "",
    ...groups(rows).flatMap(groupSection),
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

function groupSection({ title, own, lines }: Group): string[] {
  return [
    `### ${title}`,
    "",
    "| contracts | gas | ratio to Hearth |",
    "|---|---:|---:|",
    ...lines.map((row) => {
      const ratio = own === undefined ? "" : times(row.gas, own.gas);
      const name = row.who === OURS ? `**${nameOf(row)}**` : row.who;
      return `| ${name} | ${number.format(row.gas)} | ${ratio} |`;
    }),
    ...floorsOf(lines).map(
      ({ name, floor, above }) => `| ${name} | ${number.format(floor)} | Hearth is ${above} above |`,
    ),
    "",
  ];
}

/** Name of a row's contracts, with what distinguishes it. */
function nameOf({ who, variant }: Row): string {
  return variant === undefined ? who : `${who}, ${variant}`;
}

/** The floors of the product's own rows. Those that only a few bytes set apart are said once, for the row that is compared. */
function floorsOf(lines: readonly Row[]) {
  const first = Number(lines[0]?.floor ?? 0n);
  return lines.flatMap(({ floor, gas, variant }, index) => {
    if (floor === undefined || (index > 0 && Math.abs(Number(floor) / first - 1) < SAME_FLOOR)) return [];
    const name = variant === undefined ? "physical floor" : `physical floor, ${variant}`;
    return [{ name, floor, above: percent(gas, floor) }];
  });
}

interface Group {
  title: string;
  own: Row | undefined;
  /** The product's own rows first, then the cheapest. */
  lines: Row[];
}

function groups(rows: readonly Row[]): Group[] {
  return (Object.keys(actions) as ActionName[]).flatMap((action) => {
    const batches = [...new Set(rows.filter((row) => row.action === action).map(({ batch }) => batch))];
    return batches
      .sort((a, b) => a - b)
      .map((batch) => {
        const same = rows.filter((row) => row.action === action && row.batch === batch);
        const ours = same.filter(({ who }) => who === OURS);
        const peers = same.filter(({ who }) => who !== OURS).sort((a, b) => Number(a.gas - b.gas));
        const many = batches.length > 1 ? `, ${batch === 1 ? "alone" : `in a batch of ${batch}`}` : "";
        return { title: actions[action] + many, own: ours[0], lines: [...ours, ...peers] };
      });
  });
}

/** The product's own rows that a target is about. Throws an Error where none was measured. */
function targetRows({ action, batch }: Target, rows: readonly Row[]): Row[] {
  const own = rows.filter((row) => row.action === action && row.batch === batch && row.who === OURS);
  if (own.length === 0) throw new Error(`"${action}" has a target for batches of ${batch} and no figure.`);
  return own;
}

function targetName({ action, batch, variant }: Row): string {
  const many = batch > 1 ? `, batch of ${batch}` : "";
  return actions[action] + many + (variant === undefined ? "" : `, ${variant}`);
}

function targetLine({ goal, dream }: Target, own: Row, rows: readonly Row[]): string {
  const peer = rows
    .filter((row) => row.action === own.action && row.batch === own.batch && row.who !== OURS)
    .sort((a, b) => Number(a.gas - b.gas))[0];
  const verdict = own.gas <= dream ? "dream met" : own.gas <= goal ? "met" : `+${percent(own.gas, goal)}`;
  return [
    `| ${targetName(own)}`,
    `${number.format(own.gas)} (${verdict})`,
    number.format(goal),
    number.format(dream),
    own.floor === undefined ? "" : number.format(own.floor),
    own.floor === undefined ? "" : `+${percent(own.gas, own.floor)}`,
    peer === undefined ? "" : `${peer.who}: ${number.format(peer.gas)}`,
    `${peer === undefined ? "" : times(peer.gas, own.gas)} |`,
  ].join(" | ");
}

/** What is above its goal, and why. Throws an Error where nobody has said why. */
function missed(rows: readonly Row[]): string[] {
  const lines = targets.flatMap((target) => {
    const { action, goal } = target;
    const above = targetRows(target, rows).filter(({ gas }) => gas > goal);
    if (above.length === 0) return [];
    const reason = reasons[action];
    if (reason === undefined) throw new Error(`"${action}" misses its goal; bench/reasons.ts must say why.`);
    const figures = above.map((row) => {
      const figure = `${number.format(row.gas - goal)} gas`;
      return row.variant === undefined ? figure : `${figure} (${row.variant})`;
    });
    return [
      `- **${actions[action]}**: ${figures.join(", ")} above the goal. ${reason.trim().replace(/\s+/g, " ")}`,
    ];
  });
  return lines.length === 0 ? [] : ["Above their goals:", "", ...lines, ""];
}

function anatomyLine(row: Row): string {
  if (row.anatomy === undefined) throw new Error(`"${row.action}" was not taken apart.`);
  const { intrinsic, calldata, accounts, reads, writes, fresh, signatures, events, code } = row.anatomy;
  const parts = [intrinsic, calldata, accounts, reads, writes, fresh, signatures, events, code];
  const cells = parts.map((part) => number.format(Math.round(part / row.batch)));
  return `| ${[targetName(row), ...cells].join(" | ")} |`;
}

function times(gas: bigint, own: bigint): string {
  return `${(Number(gas) / Number(own)).toFixed(2)}×`;
}

function percent(gas: bigint, of: bigint): string {
  return `${((100 * Number(gas - of)) / Number(of)).toFixed(1)} %`;
}
