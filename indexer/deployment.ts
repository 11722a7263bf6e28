import { readFileSync } from "node:fs";
import { parseDeployment } from "@hearth/protocol/deployment";
import { readSettings } from "./settings.ts";

/** What the indexer was told from outside. */
export const settings = readSettings(process.env);

/** The community whose events are indexed. */
export const deployment = parseDeployment(JSON.parse(readFileSync(settings.deploymentFile, "utf8")));
