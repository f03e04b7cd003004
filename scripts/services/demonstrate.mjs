import { waitForInterrupt } from "../process/wait-for-interrupt.mjs";
import { ensureEmbeddedModel } from "../setup/ensure-embedded-model.mjs";
import { ensureHome } from "../setup/home.mjs";
import { homeFolder } from "../setup/home-folder.mjs";
import { prepare } from "../setup/prepare.mjs";
import { takePort } from "../terminal/read-options.mjs";
import { say } from "../terminal/step.mjs";
import { endSupervisors } from "./end-supervisors.mjs";
import { listRunners } from "./list-runners.mjs";
import { readSignInAddress } from "./read-sign-in-address.mjs";
import { runSampleStudy } from "./run-sample-study.mjs";
import { startServices } from "./start-services.mjs";

const STANDARD_PORT = 3000;
const INTERRUPTED = 130;

async function runStudy(flags, services, interrupted) {
  const study = runSampleStudy(flags, services.env);
  const code = await Promise.race([study.ended, interrupted.then(() => null)]);
  if (code === null) study.stop();
  return code ?? INTERRUPTED;
}

async function stopAll(home, services, spared) {
  await services.stopDispatcher();
  const ended = await endSupervisors(home, spared);
  if (ended > 0) say(ended === 1 ? "Stopped 1 run." : `Stopped ${ended} runs.`);
  await services.stop();
}

/**
 * `npm run demo`: everything from nothing to a study of a real model; ends all that it started.
 * @param {readonly string[]} args
 */
export async function demonstrate(args) {
  const { port, rest: flags } = takePort(args, STANDARD_PORT);
  const once = flags.includes("--once");
  const home = homeFolder();
  ensureHome(home);
  await prepare({});
  await ensureEmbeddedModel(home);
  const interrupted = waitForInterrupt();
  const spared = new Set([...listRunners(home, "supervise"), ...listRunners(home, "stage")].map(({ pid }) => pid));
  const services = await startServices({ home, port, mode: "production", interrupted });
  let code;
  try {
    const address = await readSignInAddress(services.env);
    // With --once standard output belongs to the result of the study.
    (once ? say : console.log)(`\nOpen ${address}\n`);
    code = await runStudy(flags, services, interrupted);
    if (!once && code !== INTERRUPTED) {
      say(`${code === 0 ? "The study is done" : "The study stopped"}; Assay stays at ${services.url} until Ctrl-C.`);
      await interrupted;
    }
  } finally {
    say("Stopping …");
    await stopAll(home, services, spared);
  }
  return !once && code === INTERRUPTED ? 0 : code;
}
