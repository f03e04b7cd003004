import "./setup/require-node.mjs";
import { spawn } from "node:child_process";
import { CHECKOUT, inCheckout } from "./setup/checkout.mjs";
import { prepare } from "./setup/prepare.mjs";
import { findBrowser } from "./suites/find-browser.mjs";
import { openTestServer } from "./suites/open-test-server.mjs";
import { runMain } from "./terminal/run-main.mjs";
import { say } from "./terminal/step.mjs";

const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");

/** `npm run shots [-- name …]`: pictures of every screen from seeded data, into shots/. */
await runMain(async () => {
  await prepare({ python: true });
  const browser = await findBrowser();
  const server = await openTestServer();
  try {
    const args = [TSX, "e2e/shots/take-shots.ts", ...process.argv.slice(2)];
    const env = { ...process.env, ...browser, ASSAY_TEST_DATABASE_URL: server.url };
    const child = spawn(process.execPath, args, { cwd: CHECKOUT, env, stdio: "inherit" });
    const code = await new Promise((resolve) => child.once("exit", resolve));
    if (code === 0) say("The pictures lie in shots/.");
    return code ?? 1;
  } finally {
    await server.close();
  }
});
