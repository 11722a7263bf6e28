import { queryOptions, skipToken, useQuery } from "@tanstack/react-query";
import type { Address } from "viem";
import { readContract } from "wagmi/actions";
import { unpackRights, type RightName } from "@hearth/protocol/roles";
import { keys } from "../../api/keys.ts";
import { config } from "../config.ts";
import { contracts } from "../contracts.ts";
import { useWallet } from "../useWallet.ts";

/** A level of membership, as it counts now. */
export interface TierNow {
  name: string;
  /** Standing from which it is reached, in the token's smallest unit. */
  threshold: bigint;
  /** Voting units. */
  units: number;
  rights: readonly RightName[];
}

/** What the chain says of one account. */
export interface MemberNow {
  account: Address;
  /** 0n: not a member. */
  memberId: bigint;
  isMember: boolean;
  /** Index into {@link TierNow}s. */
  tier: number;
  /** Units of one's own. */
  units: number;
  /** Votes one casts: one's own and those delegated, less what was delegated away. */
  votes: bigint;
  delegate: Address;
  /** In seconds. */
  joinedAt: bigint;
  /** 0n: nobody. */
  inviterId: bigint;
  balance: bigint;
  /** Everything ever earned. */
  standing: bigint;
}

async function readMember(account: Address): Promise<MemberNow> {
  const membership = { ...contracts.Membership, args: [account] } as const;
  const token = { ...contracts.RewardToken, args: [account] } as const;
  const [memberId, record, votes, delegate, balance, standing] = await Promise.all([
    readContract(config, { ...membership, functionName: "memberOf" }),
    readContract(config, { ...membership, functionName: "accountOf" }),
    readContract(config, { ...membership, functionName: "getVotes" }),
    readContract(config, { ...membership, functionName: "delegates" }),
    readContract(config, { ...token, functionName: "balanceOf" }),
    readContract(config, { ...token, functionName: "earned" }),
  ]);
  return {
    account,
    memberId,
    isMember: memberId > 0n,
    tier: record.tier,
    units: record.units,
    votes,
    delegate,
    joinedAt: BigInt(record.joinedAt),
    inviterId: BigInt(record.inviterId),
    balance,
    standing,
  };
}

/** Everything the chain keeps of an account; `undefined` asks for nothing. */
export function memberQuery(account: Address | undefined) {
  return queryOptions({
    queryKey: keys.member(account ?? ""),
    queryFn: account ? () => readMember(account) : skipToken,
  });
}

/** The tiers as they are now, lowest first. */
export function tiersQuery() {
  return queryOptions({
    queryKey: keys.tiers(),
    queryFn: async (): Promise<TierNow[]> => {
      const tiers = await readContract(config, { ...contracts.Membership, functionName: "tiers" });
      return tiers.map(({ name, threshold, units, rights }) => ({
        name,
        threshold,
        units,
        rights: unpackRights(rights),
      }));
    },
  });
}

/** The person at the screen as a member. `member` is `undefined` while signed out or still reading. */
export function useMember() {
  const { address } = useWallet();
  const { data: member, ...query } = useQuery(memberQuery(address));
  const { data: tiers = [] } = useQuery(tiersQuery());
  const tier = member?.isMember ? tiers[member.tier] : undefined;
  return {
    address,
    member,
    tier,
    tiers,
    mayDo: (right: RightName) => tier?.rights.includes(right) ?? false,
    query,
  };
}

/** The wallet behind a member number, also of one who has left. */
export function walletOfQuery(memberId: bigint) {
  return queryOptions({
    queryKey: keys.walletOf(memberId),
    queryFn: async () => {
      const [account] = await readContract(config, {
        ...contracts.Membership,
        functionName: "walletOf",
        args: [memberId],
      });
      return account;
    },
  });
}
