/** Blocks asked for at once; many providers refuse more. */
export const LOG_RANGE = 10_000n;
