import { spawnSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { ENVIRONMENT_PYTHON } from "../../scripts/setup/python-environment.mjs";
import { expect, test } from "../journey";

test.describe.configure({ mode: "serial" });

const SHELL = "bash";
const REFERENCE = "/api-reference";
let token = "";

/** Makes a token as a person does, and keeps what is shown once. */
async function makeToken(page: Page, name: string): Promise<string> {
  await page.goto("/account");
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("It may").click();
  await page
    .getByRole("option", { name: /launch|write/i })
    .first()
    .click();
  await dialog.getByRole("button", { name: /Make|Create/ }).click();
  return dialog.getByLabel("Token", { exact: true }).inputValue();
}

/** Runs an example as it stands on the page, in a shell that knows address and token. */
function runExample(program: string, script: string, address = ""): string {
  const env = { ...process.env, ASSAY_URL: address, ASSAY_TOKEN: token };
  const ran = spawnSync(program, program === SHELL ? ["-s"] : ["-"], { input: script, encoding: "utf8", env });
  expect(ran.status, ran.stderr).toBe(0);
  return ran.stdout;
}

async function readExample(page: Page, of: string, language: string): Promise<string> {
  const code = page.getByRole("region", { name: `${of} with ${language}` }).locator("code");
  return (await code.textContent()) ?? "";
}

test("a person finds the reference and makes a token", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /account, theme, keys/ }).click();
  await page.getByRole("menuitem", { name: "API reference" }).click();
  await expect(page.getByRole("heading", { name: "The API of this Assay" })).toBeVisible();
  token = await makeToken(page, "api journey");
  expect(token).toMatch(/^assay_/);
});

test("the first example answers the person's projects, with curl and with Python", async ({ page, baseURL }) => {
  await page.goto(REFERENCE);
  const shell = await readExample(page, "The first request", "curl");
  expect(JSON.parse(runExample(SHELL, shell, baseURL))).toMatchObject({
    items: [{ slug: "clinical-notes" }],
  });
  await page.getByRole("button", { name: "Python" }).click();
  const python = await readExample(page, "The first request", "Python");
  expect(runExample(ENVIRONMENT_PYTHON, python, baseURL)).toContain("'slug': 'clinical-notes'");
});

test("an operation is found by a word, and its example runs with the ids filled in", async ({ page, baseURL }) => {
  await page.goto(REFERENCE);
  await page.getByRole("searchbox", { name: "Find an operation" }).fill("metrics of a run");
  await page.getByRole("link", { name: "Read metrics of a run" }).click();
  await expect(page).toHaveURL(/metrics#series\.read$/);
  const shell = (await readExample(page, "Read metrics of a run", "curl")).replace("RUN_ID", "seed-sft");
  const said = JSON.parse(runExample(SHELL, shell, baseURL));
  expect(said.items[0]).toMatchObject({ run: "seed-sft", key: "train/loss" });
  await page.getByRole("searchbox", { name: "Find an operation" }).fill("no such thing");
  await expect(page.getByText("No operation holds “no such thing”.")).toBeVisible();
});

test("a copied example is the text that is shown", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${REFERENCE}/runs#runs.cancel`);
  const section = page.getByRole("region", { name: "Cancel a run", exact: true });
  await section.getByRole("button", { name: /^Copy/ }).click();
  await expect(section.getByRole("button", { name: /^Copy/ })).toContainText("Copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await readExample(page, "Cancel a run", "curl"));
});

test("what a token may not do is refused in words, and the document describes it all", async ({ page, baseURL }) => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${baseURL}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  const refused = await ask("/projects/clinical-notes/runs/seed-sft/cancel", { method: "POST" });
  expect(refused.status).toBe(409);
  expect((await refused.json()).error).toMatchObject({
    kind: "InvalidState",
    message: expect.stringContaining("finished"),
  });
  expect((await fetch(`${baseURL}/api/v1/projects`)).status).toBe(401);
  const document = await (await ask("/openapi.json")).json();
  expect(document).toMatchObject({ openapi: "3.1.1", servers: [{ url: "/api/v1" }] });
  await page.goto(REFERENCE);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "OpenAPI document" }).click();
  expect((await download).suggestedFilename()).toBe("assay-openapi.json");
});
