/** What a badge can stand for, in the order of `IBadges.BadgeKind`. */
export const badgeKinds = ["role", "achievement", "attendance", "coCreator", "custom"] as const;

/** What a badge stands for. */
export type BadgeKind = (typeof badgeKinds)[number];

/** Who may come into a room, in the order of `IRooms.Entry`. */
export const roomEntries = ["open", "tier", "badge", "invite"] as const;

/** Who may come into a room. */
export type RoomEntry = (typeof roomEntries)[number];

/** The end of a bar that has none: `IRooms.FOR_GOOD`. */
export const FOR_GOOD = 2n ** 32n - 1n;
