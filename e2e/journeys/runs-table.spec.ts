import type { Page } from "@playwright/test";
import { expect, PROJECT, test } from "../journey";

const table = (page: Page) => page.getByRole("table", { name: "Runs" });
const firstRun = (page: Page) => table(page).locator("tr[data-run]").first();

test("sorting and filtering happen in the database and live in the address", async ({ page }) => {
  await page.goto(`${PROJECT}/runs`);
  await expect(firstRun(page)).toBeVisible();
  await page.getByRole("combobox", { name: "Filter runs" }).fill("state = failed and tag: rank-sweep");
  await expect(table(page).getByText("finished")).toHaveCount(0);
  const matching = await table(page).locator("tr[data-run]").count();
  expect(matching).toBeGreaterThan(1);
  await expect(page.getByText(new RegExp(`^${matching} of \\d+\\sruns · sorted by`))).toBeVisible();

  const byName = table(page)
    .getByRole("columnheader")
    .filter({ hasText: /^Name$/ });
  await byName.getByRole("button", { name: "Name", exact: true }).click();
  await expect(byName).toHaveAttribute("aria-sort", "ascending");
  const readNames = () => table(page).locator("tr[data-run] a[title]").allTextContents();
  await expect.poll(async () => (await readNames()).toSorted().join() === (await readNames()).join()).toBe(true);
  const names = await readNames();
  expect(names).toHaveLength(matching);

  await firstRun(page).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: names[0] })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Filter runs" })).toHaveValue("state = failed and tag: rank-sweep");
  await expect(table(page).locator("tr[data-run]")).toHaveCount(matching);
  await page.reload();
  await expect(byName).toHaveAttribute("aria-sort", "ascending");
  await expect(table(page).locator("tr[data-run]")).toHaveCount(matching);
});

test("a filter that cannot be read says where, and the list keeps its last good one", async ({ page }) => {
  await page.goto(`${PROJECT}/runs?filter=${encodeURIComponent("stage = evaluate")}`);
  await expect(table(page).locator("tr[data-run]")).toHaveCount(1);
  await page.getByRole("combobox", { name: "Filter runs" }).fill("stage = evaluate and");
  await expect(page.getByRole("combobox", { name: "Filter runs" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("combobox", { name: "Filter runs" })).toHaveAccessibleDescription(/./);
  await expect(table(page).locator("tr[data-run]")).toHaveCount(1);
});

test("runs are walked, selected, previewed and opened without a mouse", async ({ page }) => {
  await page.goto(`${PROJECT}/runs`);
  await expect(firstRun(page)).toBeVisible();
  const nameOf = (index: number) => table(page).locator("tr[data-run] a[title]").nth(index).textContent();
  const [first, second, third] = [await nameOf(0), await nameOf(1), await nameOf(2)];
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("X");
  await expect(page.getByText("3 runs selected")).toBeVisible();
  await expect(table(page).getByRole("checkbox", { name: `Select ${first}`, exact: true })).toBeChecked();

  await page.keyboard.press(" ");
  await expect(page.getByRole("complementary", { name: `Preview of ${third}` })).toBeVisible();
  await page.keyboard.press("k");
  await expect(page.getByRole("complementary", { name: `Preview of ${second}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("3 runs selected")).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: second ?? "", exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/runs\/seed-/);
});

test("the palette finds a run, a page and an action, and the sheet lists the keys", async ({ page }) => {
  await page.goto(`${PROJECT}/runs`);
  await expect(firstRun(page)).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("tuned against");
  await page.getByRole("option", { name: /evaluate tuned against base/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "evaluate tuned against base" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: "Clone and edit: evaluate tuned against base" })).toBeVisible();
  await page.getByRole("combobox").fill("datasets");
  await page
    .getByRole("option", { name: /Datasets/ })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`${PROJECT}/datasets$`));

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  await expect(sheet.getByText("Go to anything")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page).toHaveURL(new RegExp(`${PROJECT}/runs$`));
});
