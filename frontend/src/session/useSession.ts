import { rightNames, roleNames } from "@hearth/protocol/roles";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { isAddressEqual, type Address } from "viem";
import { createSiweMessage } from "viem/siwe";
import { z } from "zod/mini";
import { api, ServerError } from "../api/client.ts";
import { keys } from "../api/keys.ts";
import { chain } from "../chain/config.ts";
import { brand } from "../chain/deployment.ts";
import { useSignature } from "../chain/useSignature.ts";
import { useWallet } from "../chain/useWallet.ts";
import { SESSION_MARK } from "./endSession.ts";

const sessionSchema = z.object({
  account: z.custom<Address>((value) => typeof value === "string" && /^0x[0-9a-f]{40}$/i.test(value)),
  memberId: z.nullable(
    z.pipe(
      z.string(),
      z.transform((text) => BigInt(text)),
    ),
  ),
  roles: z.array(z.enum(roleNames)),
  rights: z.array(z.enum(rightNames)),
});
const nonceSchema = z.object({ nonce: z.string() });

/** Who the server takes us for, with roles and rights as they are on chain now. */
export type Session = z.infer<typeof sessionSchema>;

/** The server's session; null where there is none. */
function sessionQuery() {
  return queryOptions({
    queryKey: keys.session(),
    queryFn: async ({ signal }): Promise<Session | null> => {
      // Asking without a session would be answered by an error in everybody's console.
      if (!localStorage.getItem(SESSION_MARK)) return null;
      try {
        return await api.get("/session", sessionSchema, signal);
      } catch (error) {
        if (!(error instanceof ServerError && error.status === 401)) throw error;
        localStorage.removeItem(SESSION_MARK);
        return null;
      }
    },
  });
}

async function proofText(address: Address): Promise<string> {
  const { nonce } = await api.post("/session/nonce", {}, nonceSchema);
  return createSiweMessage({
    address,
    chainId: chain.id,
    domain: location.host,
    uri: location.origin,
    version: "1",
    nonce,
    statement: `Show ${brand.name} that this is you. This costs nothing.`,
  });
}

/** What a page needs for the parts of the server that are one's own. */
export interface SessionControl {
  /** The session of the wallet at the screen; null: none, or another account's; undefined: not known yet. */
  session: Session | null | undefined;
  isBusy: boolean;
  /** A sentence, where proving failed. */
  reason: string | undefined;
  /** Makes sure there is a session, asking for one signature where need be. `undefined`: it was declined or failed. */
  prove: () => Promise<Session | undefined>;
}

/** The server's session of the person at the screen. */
export function useSession(): SessionControl {
  const queryClient = useQueryClient();
  const { address } = useWallet();
  const { data } = useQuery(sessionQuery());
  const { signText, state } = useSignature();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const session = data && (!address || !isAddressEqual(data.account, address)) ? null : data;

  const prove = useCallback(async () => {
    if (session) return session;
    setBusy(true);
    setFault(undefined);
    try {
      const message = address ? await proofText(address) : "";
      const signature = await signText(message);
      if (!signature) return undefined;
      const started = await api.post("/session", { message, signature }, sessionSchema);
      localStorage.setItem(SESSION_MARK, "1");
      queryClient.setQueryData(keys.session(), started);
      return started;
    } catch (error) {
      setFault(error instanceof ServerError ? error.message : "Something went wrong. Please try again.");
      return undefined;
    } finally {
      setBusy(false);
    }
  }, [session, address, signText, queryClient]);

  return { session, isBusy, reason: fault ?? (state.step === "failed" ? state.reason : undefined), prove };
}
