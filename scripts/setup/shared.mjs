import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** Where npm puts the tools; its `node` is Node 24. */
export const bin = join(root, "node_modules/.bin");
/** Node 24, a pinned dependency, so that everything runs on the same version everywhere. */
export const node24 = join(bin, "node");

/** Ends with a message a newcomer can act on. */
export function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

/** One line about a step that takes time. */
export function say(message) {
  console.log(`• ${message}`);
}

/**
 * A fingerprint of files and directories (recursively, names and contents).
 * @param {string[]} paths Relative to the repository; missing ones count as empty.
 */
export function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesOf(path))
      hash
        .update(file)
        .update("\0")
        .update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function filesOf(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  try {
    return readdirSync(full)
      .sort()
      .flatMap((name) => filesOf(join(path, name)));
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
}

/**
 * A note of the inputs a finished step had, so that the next run can skip it.
 * @param {string} path File to keep it in, relative to the repository.
 * @param {string} value Fingerprint of the inputs.
 */
export function stamp(path, value) {
  const file = join(root, path);
  return {
    /** True when the step last finished with the same inputs. */
    fresh: () => existsSync(file) && readFileSync(file, "utf8") === value,
    write: () => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, value);
    },
  };
}
