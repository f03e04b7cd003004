import { bundlesAreReady, ensureBundles } from "../build/ensure-bundles.mjs";
import { ensureWeb, webIsReady } from "../build/ensure-web.mjs";
import { ensureNodeModules, nodeModulesAreReady } from "./ensure-node-modules.mjs";
import { ensurePython, pythonIsReady } from "./ensure-python.mjs";
import { withSetupLock } from "./setup-lock.mjs";

/**
 * What a checkout needs before anything of it runs. Costs one reading of the sources when all is there.
 * @param {{ web?: boolean, python?: boolean, development?: boolean }} wanted
 */
export async function prepare({ web = true, python = true, development = false }) {
  const isReady = () =>
    nodeModulesAreReady() && (!python || pythonIsReady({ development })) && bundlesAreReady() && (!web || webIsReady());
  if (isReady()) return;
  await withSetupLock(async () => {
    await ensureNodeModules();
    if (python) await ensurePython({ development });
    await ensureBundles();
    if (web) await ensureWeb();
  });
}
