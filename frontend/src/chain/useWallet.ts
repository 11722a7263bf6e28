import { createContext, useContext } from "react";
import type { Address } from "viem";
import { useAccount, useDisconnect } from "wagmi";

/** Opens the sign-in dialog; provided once above the pages. */
export const SignInContext = createContext<() => void>(() => undefined);

/** Who is signed in. `arriving`: a former visit is being taken up, so don't say "signed out" yet. */
export interface Wallet {
  status: "away" | "arriving" | "here";
  address: Address | undefined;
  /** Name of the wallet, for example "Kit (Keeper)" or "MetaMask". */
  walletName: string | undefined;
  /** A demo wallet: it signs without asking anybody. */
  signsSilently: boolean;
  signIn: () => void;
  signOut: () => void;
}

/** The wallet of the person at the screen. */
export function useWallet(): Wallet {
  const { address, connector, status } = useAccount();
  const { disconnect } = useDisconnect();
  const signIn = useContext(SignInContext);
  const here = status === "connected" || (status === "reconnecting" && address !== undefined);
  return {
    status: here ? "here" : status === "disconnected" ? "away" : "arriving",
    address: here ? address : undefined,
    walletName: here ? connector?.name : undefined,
    signsSilently: here && connector?.type === "demo",
    signIn,
    signOut: () => disconnect(),
  };
}
