import { isUserRejection, sentenceFor } from "@hearth/protocol/errors";
import { useCallback, useState } from "react";
import type { Hex, TypedDataDefinition } from "viem";
import { signMessage, signTypedData } from "wagmi/actions";
import { config } from "./config.ts";
import { ensureRightChain } from "./runTransaction.ts";
import { useWallet } from "./useWallet.ts";

/** Where a request for a signature is. */
export type SignatureState = { step: "idle" } | { step: "signing" } | { step: "failed"; reason: string };

/** What a page needs to ask for signatures. Each resolves to `undefined` where the person said no. */
export interface SignatureControl {
  state: SignatureState;
  /** Signs EIP-712 typed data. */
  signTyped: (data: TypedDataDefinition) => Promise<Hex | undefined>;
  /** Signs a readable text (ERC-191), for example an ERC-4361 sign-in. */
  signText: (message: string) => Promise<Hex | undefined>;
}

/** Asks the wallet for a signature; signed out, it opens the sign-in dialog instead. */
export function useSignature(): SignatureControl {
  const [state, setState] = useState<SignatureState>({ step: "idle" });
  const { address, signIn } = useWallet();

  const attempt = useCallback(
    async (sign: () => Promise<Hex>): Promise<Hex | undefined> => {
      if (!address) {
        signIn();
        return undefined;
      }
      setState({ step: "signing" });
      try {
        await ensureRightChain();
        const signature = await sign();
        setState({ step: "idle" });
        return signature;
      } catch (error) {
        setState(isUserRejection(error) ? { step: "idle" } : { step: "failed", reason: sentenceFor(error) });
        return undefined;
      }
    },
    [address, signIn],
  );

  return {
    state,
    signTyped: useCallback((data) => attempt(() => signTypedData(config, data)), [attempt]),
    signText: useCallback((message) => attempt(() => signMessage(config, { message })), [attempt]),
  };
}
