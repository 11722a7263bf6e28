import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { readContract } from "wagmi/actions";
import { keys } from "../api/keys.ts";
import { AddressName } from "../ui/show/AddressName.tsx";
import { config } from "./config.ts";
import { contracts } from "./contracts.ts";

function memberNumberQuery(account: Address) {
  return queryOptions({
    queryKey: keys.memberNumber(account),
    queryFn: () =>
      readContract(config, { ...contracts.Membership, functionName: "memberOf", args: [account] }),
  });
}

/** Somebody by their member number; by their address where they are no member. */
export function MemberName({ account, copy = false }: { account: Address; copy?: boolean }) {
  const { data: memberId } = useQuery(memberNumberQuery(account));
  return (
    <AddressName address={account} copy={copy} {...(memberId ? { name: `Member no. ${memberId}` } : {})} />
  );
}
