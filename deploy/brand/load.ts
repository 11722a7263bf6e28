import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import JSON5 from "json5";
import { type z } from "zod";
import type { Fault, PartialBrand } from "./fault.ts";
import { badgeSchema, roomSchema } from "./roomSchema.ts";
import { checkRules } from "./rules.ts";
import { brandParts, campaignSchema, eventSchema, rewardSchema, tierSchema, type Brand } from "./schema.ts";

/** A brand file that can't be used; `faults` has everything that is wrong with it, and so has the message. */
export class BrandError extends Error {
  override name = "BrandError";
  readonly faults: readonly Fault[];

  constructor(file: string, faults: readonly Fault[]) {
    const lines = faults.map(({ path, message }) => `  ${path === "" ? "" : `${path}: `}${message}`);
    const title = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    super(`${file} can't be used: ${title}.\n${lines.join("\n")}`);
    this.faults = faults;
  }
}

/** A valid brand file and the folder with its pictures. */
export interface LoadedBrand {
  brand: Brand;
  mediaFolder: string;
}

/**
 * Reads a brand file (`deploy/brands/<brand>.json5`) and its media folder (`deploy/brands/<brand>/media`).
 * Throws a BrandError with every fault.
 * @param file Path of the file.
 * @param launch Second from which relative times count.
 */
export function loadBrand(file: string, launch: number): LoadedBrand {
  const name = basename(file);
  const mediaFolder = join(dirname(file), name.replace(/\.json5?$/, ""), "media");
  const { brand, faults } = readBrand(parseFile(file, name), launch);
  const missing = brand ? checkMedia(brand, mediaFolder) : [];
  if (!brand || missing.length > 0) throw new BrandError(name, [...faults, ...missing]);
  return { brand, mediaFolder };
}

function parseFile(file: string, name: string): unknown {
  if (!existsSync(file)) throw new BrandError(name, [{ path: "", message: `there is no file ${file}` }]);
  try {
    return JSON5.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const message = `is not JSON5: ${error instanceof Error ? error.message : String(error)}`;
    throw new BrandError(name, [{ path: "", message }]);
  }
}

/**
 * Checks the content of a brand file.
 * @param json What the file says.
 * @param launch Second from which relative times count.
 * @returns The brand, or every fault.
 */
export function readBrand(
  json: unknown,
  launch: number,
): { brand: Brand; faults: [] } | { brand?: never; faults: Fault[] } {
  if (!isRecord(json)) return { faults: [{ path: "", message: "must be an object { ... }" }] };
  const faults = Object.keys(json)
    .filter((key) => !(key in brandParts))
    .map((key): Fault => ({ path: key, message: "is not a setting of a brand file" }));
  const parsed = Object.entries(brandParts).map(
    ([key, schema]) => [key, schema.safeParse(json[key], { reportInput: true })] as const,
  );
  for (const [key, result] of parsed) {
    if (!result.success) faults.push(...result.error.issues.flatMap((issue) => explain(issue, [key])));
  }
  const valid = Object.fromEntries(
    parsed.flatMap(([key, result]) => (result.success ? [[key, result.data]] : [])),
  );
  const tiers = isRecord(json["membership"]) ? json["membership"]["tiers"] : undefined;
  const partial: PartialBrand = {
    ...valid,
    badges: validItems(json["badges"], badgeSchema),
    rooms: validItems(json["rooms"], roomSchema),
    campaigns: validItems(json["campaigns"], campaignSchema),
    events: validItems(json["events"], eventSchema),
    rewards: validItems(json["rewards"], rewardSchema),
    tiers: validItems(tiers, tierSchema),
    tierNames: Array.isArray(tiers)
      ? tiers.flatMap((tier) => (isRecord(tier) ? String(tier["name"]) : []))
      : [],
  };
  faults.push(...checkRules(partial, launch));
  if (faults.length > 0) return { faults: withoutRepeats(faults) };
  return { brand: valid as Brand, faults: [] };
}

function validItems<Schema extends z.ZodType>(
  list: unknown,
  schema: Schema,
): (z.output<Schema> | undefined)[] {
  return Array.isArray(list) ? list.map((item) => schema.safeParse(item).data) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Puts one of zod's issues into plain words. */
function explain(issue: z.core.$ZodIssue, prefix: PropertyKey[]): Fault[] {
  const keys = [...prefix, ...issue.path];
  const path = pathText(keys);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ path: pathText([...keys, key]), message: "is not a setting here" }));
    case "invalid_value":
      return [
        {
          path,
          message: issue.message.startsWith("must")
            ? issue.message
            : `must be one of ${issue.values.join(", ")}`,
        },
      ];
    case "invalid_type":
      return [{ path, message: issue.input === undefined ? "is missing" : typeMessage(issue) }];
    case "invalid_union":
      return [
        { path, message: issue.message.startsWith("must") ? issue.message : "must be merch or ticket" },
      ];
    default:
      return [{ path, message: issue.message }];
  }
}

function typeMessage(issue: z.core.$ZodIssueInvalidType): string {
  const words: Record<string, string> = {
    string: "text",
    array: "a list [ ... ]",
    object: "an object { ... }",
  };
  return issue.message.startsWith("must")
    ? issue.message
    : `must be ${words[issue.expected] ?? issue.expected}`;
}

/** `["rewards", 2, "price"]` as `rewards[2].price`. */
function pathText(keys: PropertyKey[]): string {
  return keys
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index > 0 ? "." : ""}${String(key)}`))
    .join("");
}

function withoutRepeats(faults: Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ path, message }) => !seen.has(path + message) && seen.add(path + message));
}

function checkMedia(brand: Brand, folder: string): Fault[] {
  const lists = { badges: brand.badges, rooms: brand.rooms, events: brand.events, rewards: brand.rewards };
  const named: [path: string, file: string | undefined][] = [
    ["theme.logo", brand.theme.logo],
    ...Object.entries(lists).flatMap(([list, items]) =>
      items.map(({ image }, index): [string, string | undefined] => [`${list}[${index}].image`, image]),
    ),
  ];
  return named.flatMap(([path, file]) =>
    file === undefined || existsSync(join(folder, file))
      ? []
      : [{ path, message: `there is no file ${file} in the brand's media folder` }],
  );
}
