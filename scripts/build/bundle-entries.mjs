/** What esbuild makes of the TypeScript that runs outside the web server: name in dist/ to entry. */
export const BUNDLES = {
  "migrate.mjs": "db/migrate-command.ts",
  "dispatcher.mjs": "server/dispatch/main.ts",
  "first-admin.mjs": "server/auth/print-sign-in-address.ts",
  "keep-data.mjs": "server/storage/main.ts",
};

export const BUNDLED_SOURCES = ["server", "db", "domain", "package-lock.json", "tsconfig.json", "scripts/build"];
export const WEB_SOURCES = [
  ...["app", "components", "server", "db", "domain", "public", "runners/schemas"],
  ...["next.config.ts", "postcss.config.mjs", "tsconfig.json", "package-lock.json"],
];
