import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fail, say } from "./shared.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MACOS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Finds a Chromium for the browser tests, installing Debian's when that is possible. Returns its path. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (canInstall()) installBrowser();
  return (
    findBrowser() ??
    fail(
      "The browser tests need Chromium, and none was found. Install it (Debian, Ubuntu: `apt-get install chromium`;\n" +
        "Fedora: `dnf install chromium`; macOS: `brew install --cask chromium`) or set CHROMIUM_PATH to its executable.",
    )
  );
}

function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !isExecutable(named)) fail(`CHROMIUM_PATH is ${named}, which is not an executable file.`);
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin");
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...MACOS].find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function canInstall() {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

function installBrowser() {
  say("Installing Debian's Chromium for the browser tests");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const packages = ["chromium", "fonts-noto-color-emoji"];
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], {
    stdio: "inherit",
    env,
  });
}
