import type { Row } from "../rows.ts";
export async function ownRows(): Promise<Row[]> {
  return [];
}
