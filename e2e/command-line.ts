import { spawn } from "node:child_process";

export type Output = { code: number | null; stdout: string; stderr: string };

/** `npm run -s assay -- …` as the person at the machine types it. */
export function assay(...args: string[]): Promise<Output> {
  const { ASSAY_E2E_HOME, ASSAY_E2E_URL, ...shell } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["scripts/assay.mjs", ...args], {
      env: { ...shell, ASSAY_HOME: ASSAY_E2E_HOME, ASSAY_URL: ASSAY_E2E_URL },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => {
      stdout += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      stderr += String(chunk);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** What the command printed, once it did what was asked. */
export async function assayPrints(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await assay(...args);
  if (code !== 0) throw new Error(`assay ${args.join(" ")} ended with ${code}: ${stderr || stdout}`);
  return stdout.trim();
}
