import { CommandFailure, runCommand } from "../process/run-command.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { Refusal } from "../terminal/refusal.mjs";

/**
 * The address that signs the first administrator in, once. The administrator, the project and the credential of the
 * command line are made where they are missing.
 * @param {NodeJS.ProcessEnv} env of the services
 */
export async function readSignInAddress(env) {
  try {
    const lines = await runCommand(process.execPath, [inCheckout("dist", "first-admin.mjs")], { cwd: CHECKOUT, env });
    return lines.findLast((line) => line.startsWith("http"));
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw new Refusal(`The first administrator could not be made: ${error.message}`);
  }
}
