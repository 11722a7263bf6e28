/** Name by which the seed's content refers to a person. Names are not stored anywhere. */
export type MemberName = keyof typeof walletIndexes;

/** HD index of each member's wallet: the personas of the wallet list first, then those without a face there. */
const walletIndexes = {
  dora: 1,
  kit: 2,
  pia: 3,
  rae: 4,
  ned: 5,
  marta: 7,
  tomas: 8,
  ansel: 9,
  ines: 10,
  juno: 11,
  bao: 12,
  freya: 13,
  omar: 14,
  lotte: 15,
  sami: 16,
  greta: 17,
  nils: 18,
  priya: 19,
  elias: 20,
  wren: 21,
} as const;

/** HD index of the brand's operator, who also attests and fulfils in the demo. */
export const OPERATOR_INDEX = 0;

/** HD index of a member's wallet. */
export function walletIndex(name: MemberName): number {
  return walletIndexes[name];
}

/**
 * Everybody who joins, in waves: the number of a member tells how early they came. Members of one wave join in this
 * order, so that numbers are the same in every run.
 */
export const waves: readonly (readonly MemberName[])[] = [
  ["kit", "marta", "tomas", "pia", "ansel"],
  ["ines", "dora", "rae", "juno", "bao", "freya"],
  ["omar", "lotte", "sami", "greta", "nils"],
  ["priya", "elias", "wren", "ned"],
];

/** Who was let in by whom; everybody else just joined. */
export const invitations: readonly { inviter: MemberName; invitee: MemberName }[] = [
  { inviter: "kit", invitee: "nils" },
  { inviter: "rae", invitee: "wren" },
];
