import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { assayPrints } from "../command-line";
import { expect, PROJECT, test } from "../journey";
import { writeNotes } from "../notes";

/** Loading PyTorch on a busy machine takes its time. */
const STAGE = { timeout: 240_000 };
const STATE = /^(queued|starting|running|finished|failed)$/;

test.describe.configure({ mode: "serial" });

const header = (page: Page) => page.getByRole("main").locator("header");
const seesState = (page: Page, state: string) =>
  expect(header(page).getByText(state, { exact: true })).toBeVisible(STAGE);
const seesTitle = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
const lossOf = (page: Page) => page.getByRole("figure", { name: "train/loss" }).locator("data").first();

async function chooseInput(page: Page, input: string, option: RegExp) {
  await page.getByRole("button", { name: input, exact: true }).click();
  await page.getByRole("option", { name: option }).click();
}

/** Waits for the checks, starts, and answers with the run's id. */
async function startRun(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Start run" }).click(STAGE);
  await expect(page).toHaveURL(/\/runs\/[A-Za-z0-9_-]+$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

async function launch(stage: string, name: string, ...more: string[]): Promise<string> {
  return assayPrints("runs", "launch", stage, "--name", name, ...more);
}

const made = { model: "", dataset: "", sft: "", evaluate: "" };

test("imports a model from the form and sees it finish", async ({ page }) => {
  await page.goto(`${PROJECT}/models`);
  await page.getByRole("link", { name: "Import a model" }).first().click();
  await page.getByRole("combobox", { name: "Source" }).click();
  await page.getByRole("option", { name: "random" }).click();
  await page.locator("#launch-name").fill("tiny model");
  await startRun(page);
  await seesTitle(page, "tiny model");
  await seesState(page, "finished");
  await page.goto(`${PROJECT}/models`);
  await expect(page.getByRole("row", { name: /tiny/ })).toBeVisible();
  const [model] = JSON.parse(await assayPrints("models", "list", "--json"));
  made.model = model.id;
});

test("finds the dataset that the command line imported", async ({ page }) => {
  const file = join(mkdtempSync(join(tmpdir(), "assay-notes-")), "notes.csv");
  writeNotes(file, 40);
  await assayPrints(
    ...["datasets", "import", file, "--name", "small notes", "--type", "notes", "--holds", "synthetic"],
    ...["--columns", "source=dialogue,reference=note,split=split"],
  );
  const [dataset] = JSON.parse(await assayPrints("datasets", "list", "--json"));
  made.dataset = dataset.version.id;
  await page.goto(`${PROJECT}/datasets`);
  await expect(page.getByRole("row", { name: /small notes/ })).toContainText("40");
  await page.getByRole("link", { name: "small notes" }).click();
  await expect(page.getByText("synthetic").first()).toBeVisible();
  await expect(page.getByText(/What brings you in/).first()).toBeVisible();
});

test("fine-tunes from the form, with checks, and follows the run while it trains", async ({ page }) => {
  await page.goto(`${PROJECT}/launch`);
  await page.getByRole("radio", { name: /Fine-tune/ }).click();
  await page.locator("#launch-name").fill("first training");
  await chooseInput(page, "Model", /tiny/);
  await chooseInput(page, "Dataset", /small notes v1/);
  await page.getByRole("textbox", { name: "Steps", exact: true }).fill("0");
  await expect(page.getByRole("alert").filter({ hasText: /1/ }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Start run" })).toHaveCount(0);
  await page.getByRole("textbox", { name: "Steps", exact: true }).fill("300");
  await page.getByRole("textbox", { name: "Checkpoint every" }).fill("100");
  const checks = page.getByRole("complementary").getByRole("listitem");
  await expect(checks.filter({ hasText: "fine" }).first()).toBeVisible(STAGE);
  made.sft = await startRun(page);

  const states = new Set<string | null>();
  const losses = new Set<string | null>();
  const look = async () => {
    const state = await header(page).getByText(STATE).first().textContent();
    states.add(state);
    if (await lossOf(page).isVisible()) losses.add(await lossOf(page).getAttribute("value"));
    return state;
  };
  await expect.poll(look, { intervals: [100], ...STAGE }).toBe("finished");
  expect([...states]).toContain("running");
  expect(losses.size, "values of the loss that were seen while it trained").toBeGreaterThan(3);
});

test("generates and evaluates as a chain, where each step waits for what it reads", async ({ page }) => {
  const dataset = `dataset=${made.dataset}`;
  const notes = ["--config", "maxNewTokens=16", "--input", dataset];
  const tuned = await launch("generate", "notes of the tuned", "--input", `model=run:${made.sft}`, ...notes);
  const base = await launch("generate", "notes of the base", "--input", `model=${made.model}`, ...notes);
  made.evaluate = await launch(
    ...(["evaluate", "tuned against base"] as const),
    ...["--config", "resamples=999", "--input", `generations=${tuned}`, "--input", `baseline=${base}`],
  );
  await page.goto(`${PROJECT}/runs/${made.evaluate}`);
  await seesState(page, "waiting");
  await expect(header(page)).toContainText("notes of the");
  await seesState(page, "finished");
});

test("reads the verdict, its evidence and the examples behind it", async ({ page }) => {
  await page.goto(`${PROJECT}/runs/${made.evaluate}`);
  await page.getByRole("link", { name: "All metrics and the examples behind them" }).click();
  await expect(page.getByText(/10 paired notes, one seed/)).toBeVisible();
  const estimates = page.getByRole("table").filter({ hasText: "Paired difference" });
  await expect(estimates.getByRole("row", { name: /^ROUGE-L higher/ })).toContainText("10 notes");
  // A rate has an interval whatever the random model wrote; a score that is the same for every note has none.
  await expect(estimates.getByRole("row", { name: /^Cut off notes lower/ })).toContainText(/\(.+–.+\)/);

  await page
    .getByRole("button", { name: /: open example$/ })
    .first()
    .click();
  const example = page.getByRole("dialog", { name: /^Example \d+/ });
  await expect(example.getByRole("heading", { name: "Reference" })).toBeVisible();
  await expect(example.getByRole("insertion").first()).toBeVisible();
  await expect(example.getByRole("deletion").first()).toBeVisible();
  await page.keyboard.press("j");
  await expect(example.getByText(/2 of 10 in this order/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(example).toBeHidden();
});

test("searches the log, takes the adapter home and sees where it came from and went", async ({ page }) => {
  await page.goto(`${PROJECT}/runs/${made.sft}/logs`);
  await expect(page.getByText(/^\d+ lines$/)).toBeVisible();
  await page.getByRole("searchbox", { name: "Find in the logs" }).fill("zebra");
  await expect(page.getByText("No line matches")).toBeVisible();

  const tabs = page.getByRole("navigation", { name: "Parts of this run" });
  await tabs.getByRole("link", { name: "Artifacts" }).click();
  await page.getByRole("button", { name: /^Show \d+ files$/ }).click();
  const file = page.getByRole("list", { name: "Files" }).getByRole("link", { name: /adapter_config\.json/ });
  const [download] = await Promise.all([page.waitForEvent("download"), file.click()]);
  expect(download.suggestedFilename()).toContain("adapter_config");

  await tabs.getByRole("link", { name: "Lineage" }).click();
  const lineage = page.getByRole("region", { name: "Lineage" });
  for (const node of ["tiny model", "small notes v1", "notes of the tuned", "tuned against base"]) {
    await expect(lineage.getByRole("link", { name: node }).first()).toBeVisible();
  }
});

test("cancels a long training, resumes it from its checkpoint and sees it finish", async ({ page }) => {
  const run = await launch(
    ...(["sft", "long training"] as const),
    ...["--input", `model=${made.model}`, "--input", `dataset=${made.dataset}`],
    ...["--config", "steps=600", "--config", "checkpointEvery=20", "--config", "validateEvery=0"],
  );
  await page.goto(`${PROJECT}/runs/${run}`);
  await expect(page.getByText(/^[1-9]\d+ of 600 steps/)).toBeVisible(STAGE);
  await page.getByRole("button", { name: "Cancel run" }).click();
  await page.getByRole("dialog", { name: "Cancel this run?" }).getByRole("button", { name: "Cancel run" }).click();
  await seesState(page, "cancelled");
  await page.getByRole("button", { name: "Resume from checkpoint" }).click();
  await seesState(page, "running");
  await seesState(page, "finished");
  await page.getByRole("link", { name: "System" }).click();
  const attempts = page.getByRole("table").filter({ hasText: "Outcome" });
  await expect(attempts.getByRole("row", { name: /stopped/ })).toBeVisible();
  await expect(attempts.getByRole("row", { name: /completed/ })).toContainText(/step \d/);
});

test("a program that breaks says why, and its button leads to the form filled as it was", async ({ page }) => {
  const program = 'raise SystemExit("the column dose is missing")';
  const run = await launch(
    "command",
    "own program",
    "--config",
    `arguments=${JSON.stringify(["python3", "-c", program])}`,
  );
  await page.goto(`${PROJECT}/runs/${run}`);
  await seesState(page, "failed");
  await expect(page.getByRole("heading", { name: "The code did it" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Last lines" })).toHaveValue(/the column dose is missing/);
  await page.getByRole("link", { name: "Change and re-run" }).click();
  await expect(page.getByRole("textbox", { name: "Program and arguments" })).toHaveValue(/the column dose is missing/);
  await expect(page.getByText("from own program")).toBeVisible();
});
