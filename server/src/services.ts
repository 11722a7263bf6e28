import type { Deployment } from "@hearth/protocol/deployment";
import type { Logger } from "pino";
import type { Chain } from "./chain/chain.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database/connection.ts";
import type { Relay } from "./relay/relay.ts";
import type { SessionStore } from "./sessions/store.ts";

/** What the routes work with. */
export interface Services {
  config: Pick<
    Config,
    | "publicOrigins"
    | "mediaDir"
    | "rateLimit"
    | "trustedProxies"
    | "shopAccounts"
    | "deliveryRetention"
    | "exportAccount"
    | "metricsToken"
    | "metricsOpen"
  >;
  deployment: Deployment;
  database: Database;
  sessions: SessionStore;
  chain: Chain;
  /** Undefined where it is off. */
  relay: Relay | undefined;
  log: Logger;
  now: () => Date;
}
