import type { Deployed } from "../report.ts";
export async function deployedContracts(): Promise<Deployed[]> {
  return [];
}
