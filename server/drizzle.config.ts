import { defineConfig } from "drizzle-kit";

/** `npm run migrations -w server` compares the tables with the last migration and writes the next. */
export default defineConfig({ dialect: "postgresql", schema: "./src/*/tables.ts", out: "./drizzle" });
