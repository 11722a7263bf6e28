import { badgeKinds, roomEntries } from "@hearth/protocol/rooms";
import { z } from "zod";
import { count, mediaFile, slug, text } from "./fields.ts";

const described = {
  /** What other parts of the file call it. */
  slug,
  name: text(1, 80),
  description: text(1, 1000, { lines: true }),
  image: mediaFile().optional(),
};

/** A badge of a brand file. Which contract issues it follows from where it is named. */
export const badgeSchema = z.strictObject({
  ...described,
  kind: z.enum(badgeKinds),
  /** Whether operators can take it away again. */
  revocable: z.boolean("must be true or false"),
});

/** A room of a brand file. */
export const roomSchema = z
  .strictObject({
    ...described,
    entry: z.enum(roomEntries),
    /** Name of the lowest tier that may come in, where the entry is by tier. */
    minTier: z.string().optional(),
    /** Slug of the badge one needs, where the entry is by badge. */
    badge: slug.optional(),
    /** The most members there may be; 0 for no limit. */
    capacity: count(),
  })
  .superRefine((room, context) => {
    const needs = { tier: "minTier", badge: "badge" } as const;
    for (const [entry, key] of Object.entries(needs) as ["tier" | "badge", "minTier" | "badge"][]) {
      const fault = (message: string) => context.addIssue({ code: "custom", path: [key], message });
      if (room.entry === entry && room[key] === undefined) fault(`is missing: the entry is by ${entry}`);
      if (room.entry !== entry && room[key] !== undefined)
        fault(`must be left out: the entry is not by ${entry}`);
    }
  });
