import {
  isAddressEqual,
  keccak256,
  recoverTypedDataAddress,
  stringToBytes,
  type Address,
  type Hex,
  type LocalAccount,
} from "viem";
import { typedDataDomain } from "./typedData.ts";

/** What a server says of a community: where it lives, when it was exported, and the rows of its tables. */
export interface ExportContent {
  chainId: number;
  /** `Membership`. */
  membership: Address;
  /** ISO 8601. */
  exportedAt: string;
  tables: Record<string, Record<string, unknown>[]>;
}

/** An export and who vouches for it. */
export interface SignedExport<Content extends ExportContent = ExportContent> {
  content: Content;
  signer: Address;
  signature: Hex;
}

/** What a server signs of everything it keeps. Checked off chain only; its domain is that of `Membership`. */
const communityExportTypes = {
  CommunityExport: [
    { name: "contentHash", type: "bytes32" },
    { name: "exportedAt", type: "uint256" },
  ],
} as const;

/**
 * JSON with one form for each value (RFC 8785): no blanks, names in order. Numbers beside safe integers don't occur.
 * @param value Anything that JSON can hold.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonicalJson(inner)}`).join(",")}}`;
}

/** What the signer of an export signs (EIP-712). */
export function exportToSign(content: ExportContent) {
  return {
    domain: typedDataDomain(content.chainId, content.membership),
    types: communityExportTypes,
    primaryType: "CommunityExport",
    message: {
      contentHash: keccak256(stringToBytes(canonicalJson(content))),
      exportedAt: BigInt(Math.floor(Date.parse(content.exportedAt) / 1000)),
    },
  } as const;
}

/** Signs an export. */
export async function signExport<Content extends ExportContent>(
  account: LocalAccount,
  content: Content,
): Promise<SignedExport<Content>> {
  return { content, signer: account.address, signature: await account.signTypedData(exportToSign(content)) };
}

/**
 * Whether an export is exactly what its signer signed.
 * @param signed The export, as it was read from its file.
 * @param signer Whom one trusts; the export's own word for it proves nothing.
 */
export async function verifyExport(signed: SignedExport, signer: Address): Promise<boolean> {
  const { content, signature } = signed;
  try {
    const recovered = await recoverTypedDataAddress({ ...exportToSign(content), signature });
    return isAddressEqual(recovered, signer);
  } catch {
    return false;
  }
}
