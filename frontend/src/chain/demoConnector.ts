import type { Persona } from "@hearth/protocol/personas";
import { getAddress, type Address, type Chain, type EIP1193Provider } from "viem";
import { createConnector, type CreateConnectorFn } from "wagmi";

/** The part of an EIP-1193 provider that a demo wallet has. */
export type DemoProvider = Pick<EIP1193Provider, "request" | "on" | "removeListener">;

/** Heading of the demo wallets in the sign-in dialog. */
const GROUP = "Demo wallets (this computer only)";

function portrait(name: string, index: number): string {
  const hue = (12 + index * 22) % 150;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" fill="hsl(${hue} 42% 38%)"/>` +
    `<text x="14" y="19.500" font-family="Georgia,serif" font-size="16" font-weight="600" fill="#fff" text-anchor="middle">${name.charAt(0)}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The dialog has room for a word or two: the role, or the tier the description begins with. */
function briefly({ role, about }: Persona): string {
  return (role ?? about.split(":")[0] ?? about).toLowerCase();
}

/** What the wallet dialog shows; RainbowKit reads it from the connector. */
function dialogDetails(persona: Persona) {
  const { name, key, index } = persona;
  return {
    id: `demo-${key}`,
    name: `${name} (${briefly(persona)})`,
    iconUrl: portrait(name, index),
    iconBackground: "#b4532a",
    installed: true,
    groupName: GROUP,
    groupIndex: 2,
    index: 100 + index,
    isRainbowKitConnector: true,
  };
}

/** A provider whose signing code is loaded, and whose key is derived, on the first request. */
function lazyProvider(persona: Persona, chain: Chain): DemoProvider {
  let loaded: Promise<DemoProvider> | undefined;
  const load = async () => {
    const { createDemoProvider, demoAccount, localNode } = await import("./demoWallet.ts");
    return createDemoProvider(demoAccount(persona.index), chain, localNode(chain));
  };
  return {
    request: (async (request: never) =>
      (await (loaded ??= load())).request(request)) as DemoProvider["request"],
    on: () => undefined,
    removeListener: () => undefined,
  };
}

/**
 * A wagmi connector of one demo person. Being signed in outlives a reload, until one signs out.
 */
export function demoConnector(persona: Persona, chain: Chain): CreateConnectorFn {
  const rkDetails = dialogDetails(persona);
  const signedInKey = `${rkDetails.id}.signedIn`;
  const provider = lazyProvider(persona, chain);
  const getAccounts = async (): Promise<readonly Address[]> =>
    (await provider.request({ method: "eth_accounts" })).map((account) => getAddress(account));

  return createConnector<DemoProvider, { rkDetails: typeof rkDetails }, Record<string, boolean>>((wagmi) => ({
    id: rkDetails.id,
    name: rkDetails.name,
    type: "demo",
    icon: rkDetails.iconUrl,
    rkDetails,
    getProvider: async () => provider,
    getAccounts,
    async connect() {
      const accounts = await getAccounts();
      await wagmi.storage?.setItem(signedInKey, true);
      // wagmi's type offers a second shape, with capabilities, that only wallets asked for it return.
      return { accounts: accounts as never, chainId: chain.id };
    },
    async disconnect() {
      await wagmi.storage?.removeItem(signedInKey);
    },
    getChainId: async () => chain.id,
    isAuthorized: async () => (await wagmi.storage?.getItem(signedInKey)) === true,
    switchChain: async () => chain,
    onAccountsChanged: () => undefined,
    onChainChanged: () => undefined,
    onDisconnect: () => wagmi.emitter.emit("disconnect"),
  }));
}
