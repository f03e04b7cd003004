import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const LIMIT_MILLISECONDS = 10 * 60_000;

export type ShipJournal = (folder: string) => Promise<boolean>;

/** Sends what a dead supervisor left unsent in its journal. True once the server has acknowledged all of it. */
export function createShipJournal(of: {
  python: string;
  checkout: string;
  environment: NodeJS.ProcessEnv;
}): ShipJournal {
  return async (folder) => {
    if (!existsSync(join(folder, "journal.frames"))) return true;
    try {
      await run(of.python, ["-m", "runners", "ship", folder], {
        cwd: of.checkout,
        env: of.environment,
        timeout: LIMIT_MILLISECONDS,
      });
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error) return false;
      throw error;
    }
  };
}
