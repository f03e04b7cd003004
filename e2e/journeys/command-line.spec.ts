import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assay, assayPrints } from "../command-line";
import { expect, PROJECT, test } from "../journey";

const SLUG = PROJECT.split("/").at(-1) ?? "";
const folder = mkdtempSync(join(tmpdir(), "assay-first-script-"));

type Script = { address: Promise<string>; ended: Promise<number | null>; goOn: () => void };

/** A training script of somebody's own, in a terminal of its own; `pause` is put before its last step. */
function runScript(pause = ""): Script {
  const lines = readFileSync("e2e/first-script.py", "utf8");
  const file = join(folder, "train.py");
  writeFileSync(file, lines.replace(/^( +)(run\.log\()/m, `$1${pause}\n$1$2`));
  const { ASSAY_E2E_HOME, ASSAY_E2E_URL, ...shell } = process.env;
  const child = spawn(".venv/bin/python", [file], {
    env: { ...shell, ASSAY_HOME: ASSAY_E2E_HOME, ASSAY_URL: ASSAY_E2E_URL },
    stdio: ["pipe", "ignore", "pipe"],
  });
  const address = new Promise<string>((resolve) => {
    let told = "";
    child.stderr.on("data", (chunk) => {
      told += String(chunk);
      const found = /is at (\S+)/.exec(told)?.[1];
      if (found) resolve(found);
    });
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", resolve);
  });
  return { address, ended, goOn: () => child.stdin.end("\n") };
}

test("one terminal trains, another follows the log, and the browser sees it live", async ({ page }) => {
  const script = runScript("step == 30 and input()");
  const address = await script.address;
  const run = address.split("/").at(-1) ?? "";
  const tail = assay("--project", SLUG, "runs", "logs", run, "-f");
  await page.goto(`${PROJECT}/runs/${run}/logs`);
  await expect(page.getByText(/step 20: slope/)).toBeVisible();
  await expect(page.getByText("running").first()).toBeVisible();
  script.goOn();
  await expect(page.getByText("finished").first()).toBeVisible();
  await expect(page.getByText(/step 30: slope/)).toBeVisible();
  expect(await script.ended).toBe(0);
  const { code, stdout } = await tail;
  expect(code).toBe(0);
  expect(stdout.match(/step \d+: slope/g)).toHaveLength(4);
  await page.goto(`${PROJECT}/runs/${run}`);
  await expect(page.getByText("as the program gave it")).toBeVisible();
  await expect(page.getByText("learning_rate")).toBeVisible();
});

test("what the script logged comes back from the command line", async () => {
  const script = runScript();
  const run = (await script.address).split("/").at(-1) ?? "";
  expect(await script.ended).toBe(0);
  await expect
    .poll(async () => JSON.parse(await assayPrints("--project", SLUG, "runs", "show", run)).state)
    .toBe("finished");
  const keys = JSON.parse(await assayPrints("--project", SLUG, "runs", "metrics", run, "--json"));
  expect(keys.map(({ key, points }: { key: string; points: number }) => [key, points])).toEqual(
    expect.arrayContaining([
      ["slope", 40],
      ["train/loss", 40],
    ]),
  );
  const shown = JSON.parse(await assayPrints("--project", SLUG, "runs", "show", run));
  expect(shown.headline["close@1"]).toBeGreaterThanOrEqual(0);
});

test("a token that may only log starts nothing, and one that is revoked opens nothing", async () => {
  const made = JSON.parse(await assayPrints("tokens", "create", "cluster", "--scope", "log", "--days", "1", "--json"));
  const before = process.env.ASSAY_TOKEN;
  process.env.ASSAY_TOKEN = made.token;
  try {
    expect((await assay("--project", SLUG, "runs", "list")).code).toBe(0);
    const launch = await assay("--project", SLUG, "runs", "launch", "import-model", "--config", "source=random");
    expect([launch.code, launch.stderr]).toEqual([1, expect.stringContaining("scope")]);
    if (before === undefined) delete process.env.ASSAY_TOKEN;
    await assayPrints("tokens", "revoke", made.id);
    process.env.ASSAY_TOKEN = made.token;
    const after = await assay("--project", SLUG, "runs", "list");
    expect([after.code, after.stderr]).toEqual([1, expect.stringContaining("assay login")]);
  } finally {
    if (before === undefined) delete process.env.ASSAY_TOKEN;
    else process.env.ASSAY_TOKEN = before;
  }
});

test.describe("somebody who is not signed in", () => {
  test.use({ person: null });

  test("the command line prints an address that signs its person in once", async ({ page, pageOf }) => {
    const address = await assayPrints("sign-in");
    await page.goto(address);
    await expect(page).toHaveURL(new RegExp(`${PROJECT}$`));
    await expect(page.getByRole("navigation", { name: "Pages" })).toBeVisible();

    const second = await pageOf(null);
    await second.goto(address);
    await expect(second).toHaveURL(/\/sign-in\?error=/);
    await expect(second.getByText("used already or is older than an hour")).toBeVisible();
  });
});
