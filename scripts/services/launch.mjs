import { existsSync } from "node:fs";
import { join } from "node:path";
import { waitForInterrupt } from "../process/wait-for-interrupt.mjs";
import { listOwnAddresses } from "../reach/public-url.mjs";
import { readReach } from "../reach/read-reach.mjs";
import { requireListening } from "../reach/require-listening.mjs";
import { ensureHome } from "../setup/home.mjs";
import { homeFolder } from "../setup/home-folder.mjs";
import { prepare } from "../setup/prepare.mjs";
import { takePort } from "../terminal/read-options.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { say } from "../terminal/step.mjs";
import { countRuns, listRunners } from "./list-runners.mjs";
import { readSignInAddress } from "./read-sign-in-address.mjs";
import { startServices } from "./start-services.mjs";

const STANDARD_PORT = 3000;
const UNENCRYPTED = "Nothing is encrypted on its way: everybody on the network can read passwords and patient text.";

/**
 * `npm start` and `npm run dev`: everything up until Ctrl-C.
 * @param {"production" | "development"} mode
 */
export async function launch(mode) {
  const { port, rest } = takePort(process.argv.slice(2), STANDARD_PORT);
  const reach = readReach(rest, port, {
    now: new Date(),
    ownAddresses: listOwnAddresses,
    // Files are named from where the person stands.
    folder: process.env.INIT_CWD ?? process.cwd(),
  });
  if (reach && mode === "development")
    throw new Refusal("npm run dev serves this machine alone; --host is for npm start.");
  if (reach) await requireListening(reach);
  const home = homeFolder();
  ensureHome(home);
  await prepare({ web: mode === "production" });
  const interrupted = waitForInterrupt();
  const services = await startServices({ home, port, mode, reach, interrupted });
  try {
    if (!existsSync(join(home, "credential"))) {
      say(`This address signs the administrator in, once: ${await readSignInAddress(services.env)}`);
    }
    if (reach?.publicUrl.startsWith("http:")) say(UNENCRYPTED);
    console.log(`ready ${services.publicUrl}`);
    await interrupted;
    say("Stopping …");
  } finally {
    await services.stop();
  }
  const left = countRuns(listRunners(home, "supervise"));
  if (left > 0) {
    say(
      `${left === 1 ? "1 run goes" : `${left} runs go`} on training; ${left === 1 ? "it is" : "they are"} taken up at the next start.`,
    );
  }
  return 0;
}
