import { explainFailure } from "./explain-failure.mjs";

/**
 * Runs a command: its number becomes the exit code, a failure becomes one sentence on standard error.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(explainFailure(error));
    if (process.env.ASSAY_DEBUG) console.error(error);
    process.exitCode = 1;
  }
}
