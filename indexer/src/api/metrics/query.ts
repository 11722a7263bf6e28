/** Runs SQL over the tables and gives its rows. */
export type RunQuery = <Row>(text: string) => Promise<Row[]>;

/** Seconds of a day. */
export const DAY = 86_400n;

/**
 * A number inside SQL. Throws a RangeError for what is not one, so that nothing else ever gets into a query.
 * @param value The number.
 */
export function int(value: bigint | number): string {
  const text = String(value);
  if (!/^-?\d{1,30}$/.test(text)) throw new RangeError(`${text} is not a whole number.`);
  return text;
}

/**
 * The calendar's name of the day, ISO week (its Monday) or month that a second belongs to, in UTC.
 * @param period Which of them.
 * @param column The column with the second, in Unix time.
 */
export function periodOf(period: Period, column: string): string {
  return `to_char(date_trunc('${period}', to_timestamp(${column}) at time zone 'UTC'), 'YYYY-MM-DD')`;
}

/** Over what something is counted. */
export const periods = ["day", "week", "month"] as const;

/** See {@link periods}. */
export type Period = (typeof periods)[number];
