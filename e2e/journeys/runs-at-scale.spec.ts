import type { Page } from "@playwright/test";
import { expect, PROJECT, test } from "../journey";

const RUNS = `${PROJECT}/runs`;
const table = (page: Page) => page.getByRole("table", { name: "Runs" });
const rows = (page: Page) => table(page).locator("tr[data-run]");
const filterBox = (page: Page) => page.getByRole("combobox", { name: "Filter runs" });
const heads = (page: Page) => table(page).getByRole("columnheader");

test("a column is found among all keys, sorted by, pinned, and there again after a reload", async ({ page }) => {
  await page.goto(RUNS);
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press("c");
  await page.getByRole("textbox", { name: "Search columns" }).fill("train/loss");
  await page.getByRole("checkbox", { name: "metric.train/loss", exact: true }).check();
  await page.keyboard.press("Escape");
  const head = heads(page).filter({ hasText: "train/loss" });
  await head.getByRole("button", { name: "train/loss", exact: true }).click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByText(/sorted by train\/loss, falling/)).toBeVisible();
  await head.hover();
  await head.getByRole("button", { name: "Column train/loss" }).click();
  await page.getByRole("menuitem", { name: "Pin to the left" }).click();
  await expect(heads(page).nth(1)).toContainText("train/loss");
  await page.reload();
  await expect(heads(page).nth(1)).toContainText("train/loss");
  await expect(head).toHaveAttribute("aria-sort", "descending");
});

test("a filter with a typo points at it and offers what was meant; completion writes the rest", async ({ page }) => {
  await page.goto(RUNS);
  await expect(rows(page).first()).toBeVisible();
  await filterBox(page).fill("stage = sft and train/los < 9");
  await expect(filterBox(page)).toHaveAccessibleDescription(/character 17.*train\/loss/i);
  await expect(page.locator("mark")).toHaveText("train/los");
  await page.getByRole("button", { name: "metric.train/loss", exact: true }).click();
  await expect(page).toHaveURL(/metric\.train/);
  await expect(filterBox(page)).toHaveAttribute("aria-invalid", "false");
  await expect(table(page).getByText("evaluate", { exact: true })).toHaveCount(0);

  await filterBox(page).fill("");
  await filterBox(page).pressSequentially("sta");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("= fai");
  await page.getByRole("option", { name: "failed" }).click();
  await expect(filterBox(page)).toHaveValue("state = failed ");
  await expect(table(page).getByText("finished")).toHaveCount(0);
});

test("seeds fold into one row with mean and n, and a group opens into its runs", async ({ page }) => {
  await page.goto(`${RUNS}?filter=${encodeURIComponent("tag: rank-sweep")}`);
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Group" }).click();
  await page.getByRole("menuitem", { name: /Fold seeds/ }).click();
  const groups = page.getByRole("table", { name: "Groups of runs" }).locator("tr[data-group]");
  await expect(groups.first()).toBeVisible();
  await expect(page.getByText(/\d+\sgroups of \d+\sruns/)).toBeVisible();
  await page.getByRole("button", { name: "Show the runs of group 1", exact: true }).click();
  await expect(rows(page).first()).toBeVisible();
  await expect(filterBox(page)).toHaveValue(/\(tag: rank-sweep\) and replicates = /);
});

test("of two people who change one view the second is told, and nothing is lost", async ({ page: ann, pageOf }) => {
  const bo = await pageOf("admin");
  await ann.goto(`${RUNS}?filter=${encodeURIComponent("stage = sft")}`);
  await expect(rows(ann).first()).toBeVisible();
  await ann.keyboard.press("v");
  await ann.getByRole("textbox", { name: "Name of a new view" }).fill("Trainings");
  await ann.getByRole("button", { name: "Save as new" }).click();
  await expect(ann).toHaveURL(/view=/);
  const link = new URL(ann.url());
  await bo.goto(`${RUNS}?view=${link.searchParams.get("view")}`);
  await expect(filterBox(bo)).toHaveValue("stage = sft");
  await expect(rows(bo).first()).toBeVisible();

  await filterBox(ann).fill("stage = sft and state = finished");
  await expect(ann.getByRole("button", { name: /Trainings changed/ })).toBeVisible();
  await ann.getByRole("button", { name: /Trainings changed/ }).click();
  await ann.getByRole("button", { name: /Save over/ }).click();
  await expect(ann.getByText("Saved over “Trainings”")).toBeVisible();

  await filterBox(bo).fill("stage = sft and state = failed");
  await bo.getByRole("button", { name: /Trainings changed/ }).click();
  await bo.getByRole("button", { name: /Save over/ }).click();
  await expect(bo.getByRole("dialog", { name: "Saved views" }).getByRole("alert")).toContainText(
    "meanwhile (version 2)",
  );
  await bo.getByRole("button", { name: "Save mine over it" }).click();
  await expect(bo.getByText("Saved over “Trainings”")).toBeVisible();
  await ann.goto(`${RUNS}?view=${link.searchParams.get("view")}`);
  await expect(filterBox(ann)).toHaveValue("stage = sft and state = failed");
});

test("tags go to many runs at once and come back by undo", async ({ page }) => {
  await page.goto(`${RUNS}?filter=${encodeURIComponent("state = cancelled")}`);
  await expect(rows(page).first()).toBeVisible();
  const count = await rows(page).count();
  await page.getByRole("checkbox", { name: /Select all/ }).click();
  await expect(page.getByText(new RegExp(`^${count}\\sruns selected`))).toBeVisible();
  await page.keyboard.press("t");
  await page.getByRole("textbox", { name: "Tags" }).fill("looked-at");
  await page.getByRole("button", { name: "Add tag" }).click();
  // It goes away by itself, but not from under the pointer.
  await page.getByRole("button", { name: "Undo" }).hover();
  await expect(table(page).getByText("looked-at")).toHaveCount(count);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(table(page).getByText("looked-at")).toHaveCount(0);
});

test("deleting names what stands on a run; who has a deleted run open is told", async ({ page, pageOf }) => {
  await page.goto(`${RUNS}?filter=seed-sft`);
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("dialog", { name: /Delete 1/ });
  await expect(dialog).toContainText("read what these made");
  await expect(dialog.getByRole("button", { name: /^Delete 1/ })).toBeDisabled();
  await dialog.getByRole("button", { name: "Keep them" }).click();

  await page.goto(`${RUNS}?filter=${encodeURIComponent("state = cancelled")}`);
  await expect(rows(page).first()).toBeVisible();
  const address = await rows(page).first().getByRole("link").first().getAttribute("href");
  const name = await rows(page).first().getByRole("link").first().textContent();
  const watcher = await pageOf("admin");
  await watcher.goto(address ?? "");
  await expect(watcher.getByRole("heading", { level: 1, name: name ?? "" })).toBeVisible();
  await expect(watcher.getByRole("banner").getByRole("status").filter({ hasText: "live" })).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Delete");
  await page
    .getByRole("dialog", { name: /Delete 1/ })
    .getByRole("button", { name: /^Delete 1/ })
    .click();
  await expect(page.getByText(/1\srun deleted/)).toBeVisible();
  await expect(watcher.getByText(`“${name}” was deleted`)).toBeVisible();
});
