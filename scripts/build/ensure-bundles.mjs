import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { fingerprintFiles } from "../setup/fingerprint-files.mjs";
import { readStamp, removeStamp, writeStamp } from "../setup/stamp.mjs";
import { formatBytes } from "../terminal/format-quantity.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { step } from "../terminal/step.mjs";
import { BUNDLED_SOURCES, BUNDLES } from "./bundle-entries.mjs";

const STAMP = inCheckout("dist", "bundles-stamp.json");
// Packages of the CommonJS kind call require, which an ES module does not have.
const REQUIRE_BANNER = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

const fingerprint = () => fingerprintFiles(CHECKOUT, BUNDLED_SOURCES, [process.version]);

export function bundlesAreReady() {
  return (
    readStamp(STAMP).sources === fingerprint() &&
    Object.keys(BUNDLES).every((name) => existsSync(inCheckout("dist", name)))
  );
}

async function bundle(folder) {
  const { build } = await import("esbuild");
  try {
    await build({
      absWorkingDir: CHECKOUT,
      entryPoints: Object.entries(BUNDLES).map(([name, entry]) => ({ in: entry, out: name.replace(/\.mjs$/, "") })),
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      sourcemap: "linked",
      banner: { js: REQUIRE_BANNER },
      logLevel: "silent",
    });
  } catch (error) {
    const [first] = /** @type {import("esbuild").BuildFailure} */ (error).errors ?? [];
    if (!first) throw error;
    throw new Refusal(
      `Building failed at ${first.location?.file ?? "?"}:${first.location?.line ?? "?"}: ${first.text}`,
    );
  }
}

/** Bundles dispatcher, command line and the small programs of the start, where their sources changed. */
export async function ensureBundles() {
  if (bundlesAreReady()) return;
  const sources = fingerprint();
  const folder = inCheckout("dist", "partial");
  await step("Dispatcher and command line", async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await bundle(folder);
    removeStamp(STAMP);
    const files = readdirSync(folder);
    for (const name of files) renameSync(join(folder, name), inCheckout("dist", name));
    rmSync(folder, { recursive: true, force: true });
    writeStamp(STAMP, { sources });
    const bytes = files.filter((name) => name.endsWith(".mjs")).map((name) => statSync(inCheckout("dist", name)).size);
    return { detail: formatBytes(bytes.reduce((sum, size) => sum + size, 0)) };
  });
}
