import "./setup/require-node.mjs";
import { spawn } from "node:child_process";
import { CHECKOUT, inCheckout } from "./setup/checkout.mjs";
import { prepare } from "./setup/prepare.mjs";
import { findBrowser } from "./suites/find-browser.mjs";
import { openTestServer } from "./suites/open-test-server.mjs";
import { runMain } from "./terminal/run-main.mjs";

const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");

/**
 * `npm run kill-review [-- --kind network|server|tab|browser --times N --seed N --json FILE]`: a reader marks in the
 * built application while network, server, tab or browser are killed; then her record against browser and database.
 */
await runMain(async () => {
  await prepare({ python: false });
  const browser = await findBrowser();
  const server = await openTestServer();
  try {
    const args = [TSX, "e2e/kill-review/main.ts", ...process.argv.slice(2)];
    const env = { ...process.env, ...browser, ASSAY_TEST_DATABASE_URL: server.url };
    const child = spawn(process.execPath, args, { cwd: CHECKOUT, env, stdio: "inherit" });
    return await new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  } finally {
    await server.close();
  }
});
