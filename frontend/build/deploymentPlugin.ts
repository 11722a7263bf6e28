import { resolve } from "node:path";
import type { Deployment } from "@hearth/protocol/deployment";
import type { Plugin } from "vite";
import { brandCss, brandTokens } from "./brandTokens.ts";
import { readDeploymentRecord, toSource } from "./deploymentRecord.ts";

const RECORD = "virtual:hearth/deployment";
const STYLE = "virtual:hearth/brand.css";

const FIRST_FONTS = /(fraunces-latin-opsz-normal|inter-latin-wght-normal).*\.woff2$/;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * Compiles one community into the dashboard: its addresses as `virtual:hearth/deployment`,
 * its colours as `virtual:hearth/brand.css`, its name and mark in `index.html`.
 */
export function deploymentPlugin(chainId: number): Plugin {
  const usual = `protocol/deployments/${chainId}.json`;
  const file = resolve(import.meta.dirname, "../..", process.env["DEPLOYMENT"] || usual);
  const record = () => readDeploymentRecord(file, chainId);

  return {
    name: "hearth-deployment",
    buildStart() {
      record();
      this.addWatchFile(file);
    },
    resolveId: (id) => (id === RECORD || id === STYLE ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${RECORD}`) return `export default ${toSource(record())};`;
      if (id === `\0${STYLE}`) return brandCss(record().brand.theme);
      return undefined;
    },
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) => dressPage(html, record().brand, Object.keys(bundle ?? {})),
    },
  };
}

/** Name, description and mark of the brand; the fonts of the first screen are fetched with the page. */
function dressPage(html: string, { name, tagline, theme }: Deployment["brand"], files: string[]) {
  const accent = brandTokens(theme.colours.accent).accent.light;
  const icon = { rel: "icon", type: "image/svg+xml", href: favicon(theme.logo, accent) };
  const fonts = files.filter((file) => FIRST_FONTS.test(file));
  return {
    html: html.replace("<title>Hearth</title>", `<title>${escapeHtml(name)}</title>`),
    tags: [
      { tag: "meta", attrs: { name: "description", content: tagline } },
      { tag: "link", attrs: icon },
      ...fonts.map((file) => ({
        tag: "link",
        attrs: { rel: "preload", as: "font", type: "font/woff2", href: `/${file}`, crossorigin: true },
      })),
    ].map((tag) => ({ ...tag, injectTo: "head" as const })),
  };
}

function favicon(logo: string | undefined, accent: string): string {
  const flame =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="${accent}"/>` +
    `<path fill="#fff" d="M16.6 5c.7 4.300 5.900 6.400 5.900 12.200a6.500 6.500 0 0 1-13 0c0-2.700 1.300-4.500 2.700-6.100.2 1.700.9 2.700 2 3.100C14 10.600 14.300 7.400 16.600 5Z"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(logo ?? flame)}`;
}
