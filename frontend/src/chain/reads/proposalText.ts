/** A proposal's text, taken apart for the page. */
export interface Description {
  title: string;
  body: string;
}

/** Takes the first heading or line as the title; the rest is the body, in Markdown. */
export function readDescription(description: string): Description {
  // Governor's protection against copied proposals is for the contract, not for readers.
  const text = description.replace(/#proposer=0x[0-9a-fA-F]{40}\s*$/, "").trim();
  const [first = "", ...rest] = text.split("\n");
  const title = first.replace(/^#+\s*/, "").trim();
  return { title: title || "Untitled proposal", body: rest.join("\n").trim() };
}

/** Joins title and body as {@link readDescription} takes them apart, bound to its author. */
export function writeDescription(title: string, body: string, author: string): string {
  return `# ${title.trim()}\n\n${body.trim()}\n\n#proposer=${author}`;
}
