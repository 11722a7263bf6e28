import { reconnect } from "wagmi/actions";
import { config } from "../config.ts";

/**
 * Signs in again who was signed in when the page was left. The wallets that need RainbowKit's code are
 * fetched only where one of them was used, or where the page is shown inside a Safe.
 */
export async function takeUpFormerVisit(): Promise<void> {
  await reconnect(config);
  if (config.state.status === "connected") return;
  const recent = await config.storage?.getItem("recentConnectorId");
  const insideSafe = window.parent !== window;
  if (!insideSafe && (!recent || config.connectors.some(({ id }) => id === recent))) return;
  const { addDialogWallets } = await import("./dialogWallets.ts");
  addDialogWallets();
  await reconnect(config);
}
