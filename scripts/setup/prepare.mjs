import { bundlesAreReady, ensureBundles } from "../build/ensure-bundles.mjs";
import { ensureWeb, webIsReady } from "../build/ensure-web.mjs";
import { ensureNodeModules, nodeModulesAreReady } from "./ensure-node-modules.mjs";
import { ensurePython, pythonIsReady } from "./ensure-python.mjs";
import { withSetupLock } from "./setup-lock.mjs";

/** Node and Python packages come side by side; none is left running behind the failure of the other. */
async function installPackages({ python, development }) {
  const installing = [ensureNodeModules(), python && ensurePython({ development })];
  await Promise.allSettled(installing);
  await Promise.all(installing);
}

/**
 * What a checkout needs before anything of it runs. Costs one reading of the sources when all is there.
 * @param {{ web?: boolean, python?: boolean, development?: boolean }} wanted
 */
export async function prepare({ web = true, python = true, development = false }) {
  const isReady = () =>
    nodeModulesAreReady() && (!python || pythonIsReady({ development })) && bundlesAreReady() && (!web || webIsReady());
  if (isReady()) return;
  await withSetupLock(async () => {
    await installPackages({ python, development });
    await ensureBundles();
    if (web) await ensureWeb();
  });
}
