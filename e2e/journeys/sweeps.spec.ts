import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, PROJECT, test } from "../journey";
import { expectReadable } from "../readable";

const MODELS = [/^smollm2-135m-instruct/, /^sft r16/] as const;
const PAIRS = /visit-pairs/;
const STUDY = "Visit notes, the whole loop";

const FILE = `models:
  - {id: nowhere/model, short: one}
modified_dpo:
  deltas: [0, 10]
  hyperparams:
    beta: 0.2
`;

async function choose(page: Page, input: string, label: RegExp): Promise<void> {
  await page.locator(`#input-${input}`).click();
  await page.getByRole("option", { name: label }).first().click();
}

async function openForm(page: Page): Promise<void> {
  await page.goto(`${PROJECT}/launch?stage=fdpo`);
  await choose(page, "model", MODELS[0]);
  await choose(page, "dataset", PAIRS);
}

test("a template and a second model are a sweep, counted and named before it starts, and taken back", async ({
  page,
}) => {
  await openForm(page);
  await page.locator("#config-learningRate").fill("1e-4");
  await page.getByRole("button", { name: /^Fill in Factual-DPO/ }).click();
  await expect(page.getByText(/fields changed.*1 replaced what you had typed/)).toBeVisible();
  await expect(page.locator("#config-delta")).toHaveValue("0, 2, 4, 6, 8, 10, 20, 30, 50, 100");
  await expect(page.locator("#config-learningRate")).toHaveValue("1.8e-6");

  await page.getByText("Sweep over another model too").click();
  await choose(page, "model-2", MODELS[1]);
  const sweep = page.getByRole("region", { name: "The sweep" });
  await expect(sweep.getByText("20 runs", { exact: true })).toBeVisible();
  await expect(sweep).toContainText("measured once a model, by 2 runs");
  await page.locator("#short-1").fill("tuned");
  await expect(sweep).toContainText("FactualDPO_tuned_delta100");
  await page.locator("#short-0").fill("tuned");
  await expect(sweep).toContainText("Two models are both called tuned");
  await expectReadable(page, "the launch form with a sweep");

  await page.getByRole("button", { name: "Undo template" }).click();
  await expect(page.locator("#config-learningRate")).toHaveValue("1e-4");
  await expect(sweep.getByText("2 runs", { exact: true })).toBeVisible();
});

test("AIXpert's file comes in with its problems by line, and goes out again", async ({ page }) => {
  await openForm(page);
  await page.getByRole("button", { name: "Import config.yaml" }).click();
  const dialog = page.getByRole("dialog", { name: "Import config.yaml" });
  await dialog.getByLabel("Or its text").fill(FILE.replace("beta", "gamma"));
  await expect(dialog.getByRole("alert")).toContainText("modified_dpo.hyperparams.gamma is no field");
  await dialog.getByRole("button", { name: "Line 6" }).click();
  await expect(dialog.getByLabel("Or its text")).toBeFocused();
  await dialog.getByLabel("Or its text").fill(FILE);
  await expect(dialog.getByText("Not here:")).toBeVisible();
  await expectReadable(page, "the import of a config.yaml");
  await dialog.getByRole("button", { name: "Fill in Factual-DPO" }).click();
  await expect(page.locator("#config-delta")).toHaveValue("0, 10");

  await choose(page, "model", MODELS[0]);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export config.yaml" }).click();
  const text = readFileSync(await (await download).path(), "utf8");
  expect(text).toContain("beta: 0.2");
  expect(text).toContain("deltas:\n  - 0\n  - 10");
  await page.getByRole("button", { name: "Undo import" }).click();
  await expect(page.locator("#config-delta")).toHaveValue("10");
});

test("a study is forked by a form that says what is kept, by keys alone", async ({ page }) => {
  await page.goto(`${PROJECT}/studies`);
  await page.getByRole("link", { name: STUDY }).click();
  await page.getByRole("button", { name: "Fork from “First gate”" }).press("Enter");
  await expect(page.getByRole("heading", { name: `Fork “${STUDY}”` })).toBeVisible();
  await expect(page.getByText(/^Kept, \d+/)).toBeVisible();
  await page.getByLabel("Δ, in nats").fill("0, 10");
  await page.getByLabel("Name of the new study").fill("Forked by a journey");
  await expect(page.getByText("Otherwise than before: training.")).toBeVisible();
  await expectReadable(page, "the form of a fork");
  await expect(page.getByRole("button", { name: "Fork the study" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "Forked by a journey" })).toBeVisible();
  await expect(page.getByText("as a fork of")).toBeVisible();
});
