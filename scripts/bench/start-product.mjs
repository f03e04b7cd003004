import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";

/**
 * The built product as `npm start` runs it, once its first page answers.
 * @param {NodeJS.ProcessEnv} env with ASSAY_HOME of its own
 * @param {number} port
 */
export async function startProduct(env, port) {
  const args = [inCheckout("scripts", "start.mjs"), "--port", String(port)];
  const child = spawn(process.execPath, args, { cwd: CHECKOUT, env, stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit");
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(([code]) => Promise.reject(new Error(`npm start ended with ${code} before its first page.`))),
  ]);
  return {
    url: String(line).replace("ready ", "").trim(),
    stop: async () => {
      child.kill("SIGINT");
      await ended;
    },
  };
}
