import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";
import { deploymentPlugin } from "./build/deploymentPlugin.ts";

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, import.meta.dirname, "VITE_");
  const chainId = Number(env.VITE_CHAIN_ID ?? 31337);
  const server = env.VITE_SERVER_URL ?? "http://127.0.0.1:8787";
  const proxy = { "/api": { target: server, changeOrigin: true } };

  return {
    root: import.meta.dirname,
    plugins: [react(), tailwindcss(), deploymentPlugin(chainId)],
    server: { proxy },
    preview: { proxy },
    build: { target: "es2023", modulePreload: { polyfill: false } },
  };
});
