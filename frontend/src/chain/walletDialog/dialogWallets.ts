import { connectorsForWallets, type WalletList } from "@rainbow-me/rainbowkit";
import {
  injectedWallet,
  metaMaskWallet,
  rainbowWallet,
  safeWallet,
  walletConnectWallet,
} from "@rainbow-me/rainbowkit/wallets";
import { config } from "../config.ts";
import { brand } from "../deployment.ts";

const PROJECT_ID = import.meta.env.VITE_WALLETCONNECT_PROJECT_ID;

/** Wallets that need WalletConnect's cloud are offered only where the community has a project there. */
function walletList(): WalletList {
  const wallets = [injectedWallet, safeWallet];
  if (!PROJECT_ID) return [{ groupName: "Your wallet", wallets }];
  return [
    { groupName: "Your wallet", wallets: [...wallets, metaMaskWallet, rainbowWallet, walletConnectWallet] },
  ];
}

let added = false;

/** Adds RainbowKit's wallets to the configuration, once. */
export function addDialogWallets(): void {
  if (added) return;
  added = true;
  const creators = connectorsForWallets(walletList(), { appName: brand.name, projectId: PROJECT_ID ?? "" });
  const { setup, setState } = config._internal.connectors;
  const connectors = creators.map((creator) => setup(creator));
  setState((present) => [...present, ...connectors]);
}
