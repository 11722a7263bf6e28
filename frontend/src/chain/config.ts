import { createConfig, createStorage, http } from "wagmi";
import { base, baseSepolia, hardhat, type Chain } from "viem/chains";
import { personas } from "@hearth/protocol/personas";
import { deployment } from "./deployment.ts";
import { demoConnector } from "./demoConnector.ts";

const CHAINS: readonly Chain[] = [hardhat, base, baseSepolia];

function communityChain(): Chain {
  const known = CHAINS.find(({ id }) => id === deployment.chainId);
  if (!known) throw new Error(`Chain ${deployment.chainId} is not supported by the dashboard.`);
  const url = import.meta.env.VITE_RPC_URL;
  return url ? { ...known, rpcUrls: { default: { http: [url] } } } : known;
}

/** The chain this community lives on. The only one the dashboard speaks to. */
export const chain = communityChain();

/** True on a developer's own computer, where demo wallets are offered. */
export const isLocalChain = chain.id === hardhat.id;

/**
 * Wallets found in the page (EIP-6963) and, on a local chain, the demo wallets are known from the start;
 * what needs the wallet dialog's code joins when the dialog opens (`walletDialog/`).
 */
export const config = createConfig({
  chains: [chain],
  connectors: isLocalChain ? personas.map((persona) => demoConnector(persona, chain)) : [],
  transports: { [chain.id]: http(undefined, { batch: true }) },
  pollingInterval: isLocalChain ? 400 : 4_000,
  storage: createStorage({ key: "hearth.wallet", storage: localStorage }),
});

declare module "wagmi" {
  interface Register {
    config: typeof config;
  }
}
