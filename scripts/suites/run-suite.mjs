import { spawn } from "node:child_process";
import { CHECKOUT } from "../setup/checkout.mjs";
import { explainFailure } from "../terminal/explain-failure.mjs";
import { formatDuration } from "../terminal/format-quantity.mjs";
import { withExitCode } from "./report-counts.mjs";

function run([command, ...args], env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: CHECKOUT, env, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", (error) => {
      console.error(explainFailure(error));
      resolve(1);
    });
    child.once("exit", (code) => resolve(code));
  });
}

/**
 * Runs one suite with its output on the terminal.
 * @param {import("./suites.mjs").Suite} suite
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import("./report-counts.mjs").Counts>}
 */
export async function runSuite(suite, env) {
  const began = Date.now();
  console.log(`\n── ${suite.title} ${"─".repeat(Math.max(2, 70 - suite.title.length))}`);
  let counts = { passed: 0, failed: 1, skipped: 0 };
  try {
    const found = (await suite.before?.()) ?? {};
    const code = await run(suite.command, { ...env, ...suite.env, ...found });
    const reported = suite.counts?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
    counts = withExitCode(reported, code);
  } catch (error) {
    console.error(explainFailure(error));
  }
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  console.log(
    `${suite.name}: ${counts.passed} passed, ${counts.failed} failed${skipped}  ${formatDuration(Date.now() - began)}`,
  );
  return counts;
}
