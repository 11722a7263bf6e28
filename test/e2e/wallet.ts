import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { createWalletClient, http, numberToHex, type Hex, type TypedDataDefinition } from "viem";
import { mnemonicToAccount, type HDAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { demoMnemonic } from "@hearth/protocol/personas";

/** What a page sends to its wallet (EIP-1193). */
interface Request {
  method: string;
  params?: readonly unknown[];
}

/** Answers of a wallet whose person says yes to everything; every signature is a real one. */
function answerer(account: HDAccount, rpcUrl: string) {
  const transport = http(rpcUrl);
  const client = createWalletClient({ account, chain: hardhat, transport });
  const node = transport({ chain: hardhat });
  let allowed = false;
  return async ({ method, params = [] }: Request): Promise<unknown> => {
    switch (method) {
      case "eth_accounts":
        return allowed ? [account.address] : [];
      case "eth_requestAccounts":
        allowed = true;
        return [account.address];
      case "eth_chainId":
        return numberToHex(hardhat.id);
      case "wallet_switchEthereumChain":
        return null;
      case "personal_sign":
        return account.signMessage({ message: { raw: params[0] as Hex } });
      case "eth_signTypedData_v4":
        return account.signTypedData(readTypedData(params[1] as string));
      case "eth_sendTransaction": {
        const { to, data, value } = params[0] as { to: Hex; data: Hex; value?: Hex };
        return client.sendTransaction({ to, data, value: value ? BigInt(value) : 0n });
      }
      default:
        return node.request({ method, params });
    }
  };
}

/** viem derives the domain's type itself and refuses to be told it. */
function readTypedData(json: string): TypedDataDefinition {
  const { types, ...rest } = JSON.parse(json) as TypedDataDefinition & { types: Record<string, unknown> };
  const { EIP712Domain: _domain, ...own } = types;
  return { ...rest, types: own };
}

/** Gives every page of a browser context a wallet that signs with the account of this index. */
export async function installWallet(
  context: BrowserContext,
  rpcUrl: string,
  index: number,
): Promise<HDAccount> {
  const account = mnemonicToAccount(demoMnemonic, { addressIndex: index });
  const answer = answerer(account, rpcUrl);
  await context.exposeFunction("hearthTestWallet", async (json: string) => {
    try {
      return JSON.stringify({ result: await answer(JSON.parse(json) as Request) });
    } catch (error) {
      const { code = -32_603, message } = error as { code?: number; message: string };
      return JSON.stringify({ error: { code, message } });
    }
  });
  await context.addInitScript({ path: join(import.meta.dirname, "injectedWallet.js") });
  return account;
}
