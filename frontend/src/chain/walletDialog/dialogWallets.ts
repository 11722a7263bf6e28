import { connectorsForWallets, type Wallet } from "@rainbow-me/rainbowkit";
import {
  injectedWallet,
  metaMaskWallet,
  rainbowWallet,
  safeWallet,
  walletConnectWallet,
} from "@rainbow-me/rainbowkit/wallets";
import { config, isLocalChain } from "../config.ts";
import { brand } from "../deployment.ts";

const PROJECT_ID = import.meta.env.VITE_WALLETCONNECT_PROJECT_ID;

/** The wallet a browser brings along. Where there is none, the dialog says where to find one. */
function browserWallet(): Wallet {
  if ("ethereum" in window) return injectedWallet();
  return {
    ...injectedWallet(),
    installed: false,
    // Demo wallets make it needless on one's own computer.
    hidden: () => isLocalChain,
    downloadUrls: { browserExtension: "https://ethereum.org/wallets/find-wallet/" },
  };
}

/** Wallets that need WalletConnect's cloud are offered only where the community has a project there. */
const wallets = PROJECT_ID
  ? [browserWallet, safeWallet, metaMaskWallet, rainbowWallet, walletConnectWallet]
  : [browserWallet, safeWallet];

let added = false;

/** Adds RainbowKit's wallets to the configuration, once. */
export function addDialogWallets(): void {
  if (added) return;
  added = true;
  const creators = connectorsForWallets([{ groupName: "Your wallet", wallets }], {
    appName: brand.name,
    projectId: PROJECT_ID ?? "",
  });
  const { setup, setState } = config._internal.connectors;
  const connectors = creators.map((creator) => setup(creator));
  setState((present) => [...present, ...connectors]);
}
