import "./setup/require-node.mjs";
import { spawn } from "node:child_process";
import { CHECKOUT, inCheckout } from "./setup/checkout.mjs";
import { prepare } from "./setup/prepare.mjs";
import { runMain } from "./terminal/run-main.mjs";

const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");

/** `npm run kill-storm [-- --kills N] [--json FILE]`: kill -9 in the built application, then journals against database. */
await runMain(async () => {
  await prepare({});
  // It kills the database server too, so it has one of its own.
  const { DATABASE_URL, ...env } = process.env;
  const args = [TSX, "e2e/kill-storm/main.ts", ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: CHECKOUT, env, stdio: "inherit" });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  return code ?? 1;
});
