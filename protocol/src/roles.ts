/** Role numbers of the community's AccessManager, as in `contracts/shared/Roles.sol`; ADMIN is AccessManager's own. */
export const roles = {
  ADMIN: 0n,
  OPERATOR: 1n,
  ATTESTER: 2n,
  FULFILMENT: 3n,
  DOOR: 4n,
  GUARDIAN: 5n,
} as const;

/** Name of a role. */
export type RoleName = keyof typeof roles;

/** All role names, in the order of their numbers. */
export const roleNames = Object.keys(roles) as RoleName[];

/** What the holder of a role can do, as a sentence for people. */
export const roleSentences: Record<RoleName, string> = {
  ADMIN: "Decides who holds which role, and sets the rules everybody lives by.",
  OPERATOR: "Does the brand's daily work: campaigns, catalogue, events and invitations.",
  ATTESTER: "Confirms contributions and awards rewards inside a campaign's budget.",
  FULFILMENT: "Marks orders as fulfilled once they are on their way.",
  DOOR: "Lets ticket holders in at events.",
  GUARDIAN: "Can cancel a proposal until it is carried out, and can start nothing.",
};

/** Rights that a tier can give its members, as bits of `Tier.rights`. */
export const rights = { invite: 1, curate: 2, propose: 4 } as const;

/** Name of a right. */
export type RightName = keyof typeof rights;

/** All right names, from the lowest bit up. */
export const rightNames = Object.keys(rights) as RightName[];

/**
 * Packs rights into the bit set that `Membership` stores.
 * @param names Rights, in any order.
 */
export function packRights(names: readonly RightName[]): number {
  return names.reduce((bits, name) => bits | rights[name], 0);
}

/**
 * Unpacks `Tier.rights`. Unknown bits are ignored.
 * @param bits The bit set.
 */
export function unpackRights(bits: number): RightName[] {
  return rightNames.filter((name) => (bits & rights[name]) !== 0);
}
