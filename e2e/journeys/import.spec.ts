import type { Page } from "@playwright/test";
import { expect, PROJECT, test } from "../journey";

const HEADER = "visit,patient,talk,summary";
const row = (at: number, note: string) =>
  `v${at},p${at % 9},"Doctor: Visit ${at}?\nPatient: Cough, day ${at}.","${note}"`;

function csvOf(rows: readonly string[]) {
  return { name: "visits.csv", mimeType: "text/csv", buffer: Buffer.from([HEADER, ...rows, ""].join("\n")) };
}

const FIRST = Array.from({ length: 30 }, (_, at) => row(at, `Cough, day ${at}.`));

async function choose(page: Page, label: RegExp, column: string) {
  await page.getByLabel(label).click();
  await page.getByRole("option", { name: new RegExp(`^${column}`) }).click();
}

async function mapColumns(page: Page) {
  await expect(page.getByText("Choose a column for Dialogue or document")).toBeVisible();
  await choose(page, /^Dialogue or document/, "talk");
  await expect(page.getByText(/would be stored/).first()).toBeVisible();
  await choose(page, /^Patient or document/, "patient");
  await expect(page.getByText("in 9 groups")).toBeVisible();
  await choose(page, /^Id/, "visit");
}

async function storeAs(page: Page, name: string) {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("radio", { name: /^synthetic/ }).check();
  await page.getByRole("button", { name: /^Store [\d,]+ rows$/ }).click();
  await page.waitForURL(/datasets\/[^/]+\?version=/);
}

test("a file is looked at before it is stored, and its next version is compared with it", async ({ page }) => {
  const name = `visits ${Date.now()}`;
  await page.goto(`${PROJECT}/datasets`);
  const broken = ["v0,p1,again,Twice.", 'v98,p1,"Dr. Morgan, 03/12/2024",', "v99,p1"];
  await page.getByLabel("File to import").setInputFiles(csvOf([...FIRST, ...broken]));
  await page.waitForURL(/datasets\/imports\//);
  await mapColumns(page);
  const left = page.getByRole("region", { name: "Rows left out" });
  await expect(left.getByRole("row", { name: /^31 duplicate id/ })).toBeVisible();
  await expect(left.getByRole("row", { name: /^32 63 empty reference/ })).toBeVisible();
  await expect(left.getByRole("row", { name: /^33 64 2 cells for 4 columns/ })).toBeVisible();
  await page.reload();
  await expect(page.getByText("30 rows of 33 would be stored")).toBeVisible();
  await storeAs(page, name);
  await expect(page.getByRole("button", { name: /Visit 3\?/ }).first()).toBeVisible();

  await page.goto(`${PROJECT}/datasets`);
  await page
    .getByLabel("File to import")
    .setInputFiles(csvOf([...FIRST.slice(1, 29), row(29, "Better."), row(30, "New.")]));
  await page.waitForURL(/datasets\/imports\//);
  await mapColumns(page);
  await expect(page.getByText("30 rows of 30 would be stored")).toBeVisible();
  await storeAs(page, name);
  await page.getByRole("link", { name: "Changes" }).click();
  for (const change of ["1 added", "1 removed", "1 changed"]) {
    await expect(page.getByRole("button", { name: change })).toBeEnabled();
  }
  await page.getByRole("button", { name: "1 changed" }).click();
  await expect(page.locator("ins", { hasText: "Better" })).toBeVisible();

  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /^JSON lines/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${name.replaceAll(" ", "-")}-v2.jsonl`);
});

test("a file that is dropped on the page can be discarded, and nothing of it stays", async ({ page }) => {
  await page.goto(`${PROJECT}/datasets`);
  await expect(page.getByRole("button", { name: /^Import a file/ })).toBeEnabled();
  const held = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return data;
  }, csvOf(FIRST).buffer.toString());
  const heading = page.getByRole("heading", { name: "Datasets" });
  await heading.dispatchEvent("dragenter", { dataTransfer: held });
  await expect(page.getByText("Drop the file to look at it")).toBeVisible();
  await heading.dispatchEvent("drop", { dataTransfer: held });
  await page.waitForURL(/datasets\/imports\//);
  await expect(page.getByRole("heading", { name: "dropped.csv" })).toBeVisible();
  await page.getByRole("button", { name: "Discard the file" }).click();
  await expect(page.getByText("The file was discarded; nothing was stored.")).toBeVisible();
  await page.goto(`${PROJECT}/datasets`);
  await expect(page.getByRole("link", { name: "dropped.csv" })).toHaveCount(0);
});
