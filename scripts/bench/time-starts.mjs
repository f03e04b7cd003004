import { spawn } from "node:child_process";
import { once } from "node:events";
import { findFreePort } from "../process/find-free-port.mjs";
import { waitForPage } from "../services/wait-for-page.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";

const STARTS = 5;
const FIRST_PORT = 39_300;
const TARGET_SECONDS = 2;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function timeStart(args, env, ready) {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: CHECKOUT, env, stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit");
  const broken = ended.then(([code]) => {
    throw new Error(`${args[0]} ended with ${code} before its first page.`);
  });
  broken.catch(() => {});
  await ready(child, broken);
  const seconds = (performance.now() - began) / 1000;
  child.kill("SIGINT");
  await ended;
  return seconds;
}

const saysReady = (child, broken) => Promise.race([once(child.stdout, "data"), broken]);

/**
 * Process start to first page on existing data, beside Next.js alone, without Postgres, migrations or set-up checks.
 * @param {NodeJS.ProcessEnv} env with ASSAY_HOME of its own
 */
export async function timeStarts(env) {
  const port = await findFreePort(FIRST_PORT, () => {});
  const start = [inCheckout("scripts", "start.mjs"), "--port", String(port)];
  await timeStart(start, env, saysReady);
  const next = [
    inCheckout("node_modules", "next", "dist", "bin", "next"),
    "start",
    "-H",
    "127.0.0.1",
    "-p",
    String(port),
  ];
  const bareEnv = { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const whole = [];
  const bare = [];
  for (let turn = 0; turn < STARTS; turn += 1) {
    whole.push(await timeStart(start, env, saysReady));
    bare.push(
      await timeStart(next, bareEnv, (_child, broken) => waitForPage(`http://127.0.0.1:${port}/icon.svg`, broken)),
    );
  }
  return [
    {
      name: "process start to first page on existing data, p50 (baseline: Next.js alone)",
      value: median(whole),
      unit: "s",
      baseline: median(bare),
      ratio: median(bare) / median(whole),
      target: { atMost: TARGET_SECONDS },
    },
  ];
}
