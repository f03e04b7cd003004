import { existsSync, rmSync, writeFileSync } from "node:fs";
import { CommandFailure, runCommand } from "../process/run-command.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { fingerprintFiles } from "../setup/fingerprint-files.mjs";
import { folderSize } from "../setup/folder-size.mjs";
import { requireFreeSpace } from "../setup/require-free-space.mjs";
import { readStamp, removeStamp, writeStamp } from "../setup/stamp.mjs";
import { explainOutput } from "../terminal/explain-failure.mjs";
import { formatBytes } from "../terminal/format-quantity.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { step } from "../terminal/step.mjs";
import { WEB_SOURCES } from "./bundle-entries.mjs";

const NEEDED_BYTES = 400 * 1024 ** 2;
const STAMP = inCheckout(".next", "assay-stamp.json");
const LOG = inCheckout("dist", "web-build.log");

const fingerprint = () => fingerprintFiles(CHECKOUT, WEB_SOURCES, [process.version]);

export function webIsReady() {
  return existsSync(inCheckout(".next", "BUILD_ID")) && readStamp(STAMP).sources === fingerprint();
}

/** Builds the web application where its sources changed. */
export async function ensureWeb() {
  if (webIsReady()) return;
  const sources = fingerprint();
  requireFreeSpace(CHECKOUT, NEEDED_BYTES, "building the web application");
  await step("Web application", async (progress) => {
    removeStamp(STAMP);
    const output = [];
    try {
      await runCommand(process.execPath, [inCheckout("node_modules", "next", "dist", "bin", "next"), "build"], {
        cwd: CHECKOUT,
        env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
        onLine: (line) => {
          output.push(line);
          if (/^\s*(Creating|Running|Collecting|Generating|Finalizing|✓)/.test(line))
            progress(line.trim().replace(/^✓ /, ""));
        },
      });
    } catch (error) {
      if (!(error instanceof CommandFailure)) throw error;
      writeFileSync(LOG, output.join("\n"));
      throw new Refusal(
        explainOutput(error.lines, CHECKOUT) ??
          `The web application could not be built; ${LOG} says why: ${firstComplaint(output)}`,
      );
    }
    // Only builds read the cache, and it outgrows the application.
    const cache = inCheckout(".next", "cache");
    const bytes = folderSize(inCheckout(".next")) - (existsSync(cache) ? folderSize(cache) : 0);
    writeStamp(STAMP, { sources });
    rmSync(LOG, { force: true });
    return { detail: formatBytes(bytes) };
  });
}

function firstComplaint(lines) {
  const named = lines.find((line) =>
    /error TS\d+|Module not found|Syntax ?Error|^\s*(Type)?Error: (?!Turbopack build failed)/.test(line),
  );
  return (named ?? lines.findLast((line) => line.trim() !== "") ?? "no output").trim();
}
