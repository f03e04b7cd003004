import "./setup/require-node.mjs";
import { join } from "node:path";
import { openCluster } from "./postgres/open-cluster.mjs";
import { CommandFailure, runCommand } from "./process/run-command.mjs";
import { CHECKOUT, inCheckout } from "./setup/checkout.mjs";
import { ensureHome } from "./setup/home.mjs";
import { homeFolder } from "./setup/home-folder.mjs";
import { prepare } from "./setup/prepare.mjs";
import { Refusal } from "./terminal/refusal.mjs";
import { runMain } from "./terminal/run-main.mjs";
import { say, step } from "./terminal/step.mjs";

const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");

/** The database of DATABASE_URL, or the embedded one of the home, also while `npm start` uses it. */
async function openSeedDatabase(home) {
  const url = process.env.DATABASE_URL;
  if (url) return { url, close: async () => {} };
  const cluster = await openCluster(home, { quiet: true });
  return { url: cluster.url, close: async () => (cluster.adopted ? undefined : cluster.stop()) };
}

/** `npm run seed [-- scenario]`: invented runs to look at and to measure with; without a name, the small scenario. */
await runMain(async () => {
  const names = process.argv.slice(2);
  await prepare({ web: false, python: false });
  const home = homeFolder();
  ensureHome(home);
  const database = await openSeedDatabase(home);
  let told = "";
  try {
    const write = () =>
      step(`Writing ${names[0] ?? "clinical-notes"}`, async (progress) => {
        await runCommand(process.execPath, [TSX, join(CHECKOUT, "db/seed/main.ts"), ...names], {
          cwd: CHECKOUT,
          env: { ...process.env, DATABASE_URL: database.url },
          onLine: (line) => {
            told = line;
            progress(line);
          },
        });
        return {};
      });
    await write().catch((error) => {
      if (!(error instanceof CommandFailure)) throw error;
      throw new Refusal(error.lines.findLast((line) => line.trim() !== "") ?? error.message);
    });
    say(told);
  } finally {
    await database.close();
  }
  return 0;
});
