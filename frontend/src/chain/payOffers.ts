/** Questions that are open: whether one pays for a transaction that the community does not pay for. */
const open = new Map<string, (pays: boolean) => void>();

/**
 * Asks whoever made a transaction whether to pay for it; the question is shown above the pages.
 * @param id The transaction's, as remembered.
 */
export function offerToPay(id: string): Promise<boolean> {
  return new Promise((resolve) => open.set(id, resolve));
}

/** Answers such a question; the first answer counts. */
export function answerPayOffer(id: string, pays: boolean): void {
  open.get(id)?.(pays);
  open.delete(id);
}
