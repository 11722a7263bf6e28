/** Ponder takes every table and view from this one module. */
export * from "./schema/control.ts";
export * from "./schema/earning.ts";
export * from "./schema/members.ts";
export * from "./schema/relations.ts";
export * from "./schema/rewards.ts";
export * from "./schema/rooms.ts";
export * from "./schema/tokens.ts";
export * from "./schema/votes.ts";
