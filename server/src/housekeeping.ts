import { purgeDeliveries } from "./deliveries/store.ts";
import { purgeDrafts } from "./drafts/store.ts";
import { loggable } from "./http/errors.ts";
import { purgePhotos } from "./photos/store.ts";
import type { Services } from "./services.ts";

/** How often, in milliseconds. */
const INTERVAL = 60 * 60_000;

/**
 * Forgets expired sessions, old drafts, unused photos and delivery details that are not needed, now and every hour.
 * @returns Stops it, once the round under way is done.
 */
export function startHousekeeping(services: Services): () => Promise<void> {
  let round = tidy(services);
  const timer = setInterval(() => {
    round = tidy(services);
  }, INTERVAL);
  return async () => {
    clearInterval(timer);
    await round;
  };
}

async function tidy({ config, sessions, database, chain, log, now }: Services): Promise<void> {
  try {
    await sessions.purge(now());
    await purgeDrafts(database, now());
    await purgePhotos(database, now());
    await purgeDeliveries(database, chain, { now: now(), retention: config.deliveryRetention });
  } catch (err) {
    log.warn({ err: loggable(err) }, "housekeeping put off until the next round");
  }
}
