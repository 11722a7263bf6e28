/** Where npm puts drizzle-kit at the root, it does not find the drizzle-orm of this workspace: show it the way. */
import Module, { register } from "node:module";
import { join } from "node:path";

const hook = `export function resolve(specifier, context, next) {
  const parentURL = specifier.startsWith("drizzle-orm") ? ${JSON.stringify(import.meta.url)} : context.parentURL;
  return next(specifier, { ...context, parentURL });
}`;
// For its imports, and for what it requires.
register(`data:text/javascript,${encodeURIComponent(hook)}`);
process.env.NODE_PATH = join(import.meta.dirname, "node_modules");
Module._initPaths();
