import "./setup/require-node.mjs";
import { spawn } from "node:child_process";
import { CHECKOUT, inCheckout } from "./setup/checkout.mjs";
import { prepare } from "./setup/prepare.mjs";
import { openTestServer } from "./suites/open-test-server.mjs";
import { runMain } from "./terminal/run-main.mjs";

const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");

/** `npm run access-matrix`: every procedure and route, asked by everybody, in a database of its own. */
await runMain(async () => {
  await prepare({ web: false, python: false });
  const server = await openTestServer();
  try {
    const env = { ...process.env, ASSAY_TEST_DATABASE_URL: server.url };
    const child = spawn(process.execPath, [TSX, "server/access-matrix/main.ts"], {
      cwd: CHECKOUT,
      env,
      stdio: "inherit",
    });
    return await new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  } finally {
    await server.close();
  }
});
