import { existsSync, readFileSync } from "node:fs";
import { parseDeployment, type Deployment } from "@hearth/protocol/deployment";

/** Reads and checks the record of one chain. Throws a message that names the command to run. */
export function readDeploymentRecord(file: string, chainId: number): Deployment {
  if (!existsSync(file)) {
    throw new Error(
      `No deployment is recorded for chain ${chainId}. Run \`npm start\` for a local community, ` +
        `or \`npm run deploy -- --network <name> --brand deploy/brands/<brand>.json5\`.`,
    );
  }
  const deployment = parseDeployment(JSON.parse(readFileSync(file, "utf8")));
  if (deployment.chainId !== chainId) {
    throw new Error(
      `The record for chain ${chainId} says it is of chain ${deployment.chainId}; deploy again.`,
    );
  }
  return deployment;
}

/** Data as JavaScript source; unlike JSON it keeps bigint. */
export function toSource(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(toSource).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${toSource(part)}`);
    return `{${parts.join(",")}}`;
  }
  return JSON.stringify(value);
}
