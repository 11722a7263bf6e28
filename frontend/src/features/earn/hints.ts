/** One thing that makes a review useful to the next person, and whether it is there. */
export interface Hint {
  key: "length" | "figures" | "use" | "comparison";
  text: string;
  met: boolean;
}

const ENOUGH = 280;
const FIGURE = /\d/;
const USE =
  /\b(days?|weeks?|months?|years?|mornings?|evenings?|daily|every|times|used?|using|tried|brewed?|brewing|poured?|made|cooked|wore|worn|cleaned|ground|opened)\b/i;
const COMPARISON =
  /\b(than|compared?|instead|unlike|like the|similar|other|before|usually|for (people|anyone|those|someone|somebody)|if you|whoever|who)\b/i;

/**
 * What would make a review more useful. Takes the words alone: whether somebody liked the thing must not
 * matter to what they are told, nor to what they are paid.
 */
export function hintsFor({ title, text }: { title: string; text: string }): Hint[] {
  const words = `${title} ${text}`;
  const length = text.trim().length;
  return [
    {
      key: "length",
      text: length >= ENOUGH ? "Long enough to help" : "Three or four sentences help most",
      met: length >= ENOUGH,
    },
    { key: "figures", text: "A figure: an amount, a time, a temperature, a price", met: FIGURE.test(words) },
    { key: "use", text: "How, and for how long, you have used it", met: USE.test(words) },
    { key: "comparison", text: "Whom it suits, or what it compares with", met: COMPARISON.test(words) },
  ];
}
