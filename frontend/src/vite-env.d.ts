/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Chain the community lives on: 31337 (default), 8453 or 84532. */
  readonly VITE_CHAIN_ID?: string;
  readonly VITE_RPC_URL?: string;
  readonly VITE_WALLETCONNECT_PROJECT_ID?: string;
}

declare module "virtual:hearth/deployment" {
  import type { Deployment } from "@hearth/protocol/deployment";
  const record: Deployment;
  export default record;
}

declare module "virtual:hearth/brand.css";
