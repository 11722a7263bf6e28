import {
  createWalletClient,
  custom,
  http,
  numberToHex,
  ProviderRpcError,
  type Address,
  type Chain,
  type Hex,
  type HDAccount,
  type TypedDataDefinition,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { demoMnemonic } from "@hearth/protocol/personas";
import type { DemoProvider } from "./demoConnector.ts";

/** Sends one JSON-RPC request to the node. */
export type NodeRequest = (args: { method: string; params?: unknown }) => Promise<unknown>;

/** Requests to the node of `chain`, at the address the dashboard reads from. */
export function localNode(chain: Chain): NodeRequest {
  return http()({ chain }).request;
}

/** The account of a demo wallet by its place in the public test mnemonic. */
export function demoAccount(index: number): HDAccount {
  return mnemonicToAccount(demoMnemonic, { addressIndex: index });
}

interface SendParameters {
  from?: Address;
  to?: Address | null;
  data?: Hex;
  input?: Hex;
  value?: Hex;
  gas?: Hex;
  nonce?: Hex;
}

function refuse(code: number, message: string): never {
  throw new ProviderRpcError(new Error(message), { code, shortMessage: message });
}

/** Signs and sends; the node is asked for the nonce each time, so that a restarted node is no surprise. */
async function send(
  account: HDAccount,
  chain: Chain,
  node: NodeRequest,
  request: SendParameters,
): Promise<Hex> {
  const client = createWalletClient({ account, chain, transport: custom({ request: node }) });
  const nonce =
    request.nonce ??
    ((await node({ method: "eth_getTransactionCount", params: [account.address, "pending"] })) as Hex);
  const prepared = await client.prepareTransactionRequest({
    to: request.to,
    data: request.data ?? request.input,
    value: request.value ? BigInt(request.value) : undefined,
    gas: request.gas ? BigInt(request.gas) : undefined,
    nonce: Number(nonce),
    type: "eip1559",
  });
  const raw = await account.signTransaction({ ...prepared, chainId: chain.id, type: "eip1559" });
  return (await node({ method: "eth_sendRawTransaction", params: [raw] })) as Hex;
}

/**
 * An EIP-1193 provider that signs on this computer with one public test account and leaves every
 * other request to the node. Transactions leave one after the other, so that nonces never clash.
 */
export function createDemoProvider(account: HDAccount, chain: Chain, node: NodeRequest): DemoProvider {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const result = last.then(task, task);
    last = result.catch(() => undefined);
    return result;
  };
  const answer = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    switch (method) {
      case "eth_accounts":
      case "eth_requestAccounts":
        return [account.address];
      case "eth_chainId":
        return numberToHex(chain.id);
      case "eth_sendTransaction":
        return inTurn(() => send(account, chain, node, params[0] as SendParameters));
      case "personal_sign":
        return account.signMessage({ message: { raw: params[0] as Hex } });
      case "eth_signTypedData_v4":
        return account.signTypedData(parseTypedData(params[1]));
      case "wallet_switchEthereumChain": {
        const { chainId } = params[0] as { chainId: Hex };
        return Number(chainId) === chain.id
          ? null
          : refuse(4902, "A demo wallet knows only the chain on this computer.");
      }
      default:
        return node({ method, params });
    }
  };
  return {
    request: (({ method, params }: { method: string; params?: unknown }) =>
      answer(method, Array.isArray(params) ? params : [])) as DemoProvider["request"],
    on: () => undefined,
    removeListener: () => undefined,
  };
}

/** Takes the JSON text wallets receive, or the object; viem derives the domain's type by itself. */
function parseTypedData(value: unknown): TypedDataDefinition {
  const data = (typeof value === "string" ? JSON.parse(value) : value) as TypedDataDefinition;
  const types = { ...(data.types as Record<string, unknown>) };
  delete types.EIP712Domain;
  return { ...data, types } as TypedDataDefinition;
}
