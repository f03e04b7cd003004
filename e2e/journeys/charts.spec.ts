import { expect, PROJECT, test } from "../journey";

const CHARTS = `${PROJECT}/charts?filter=${encodeURIComponent("stage = sft and tag: rank-sweep")}`;

test("charts of many runs: axes, seeds, zoom, one chart kept for the project", async ({ page }) => {
  await page.goto(`${CHARTS}&q=train%2Floss`);
  const chart = page.getByRole("figure", { name: "train/loss" });
  await expect(chart.locator("canvas")).toBeVisible();
  await expect(page.getByText(/\d+ of \d+ series shown/)).toBeVisible();

  await page.getByRole("button", { name: "± sd" }).click();
  await expect(chart.getByText(/one standard deviation over seeds/)).toBeVisible();
  await expect(page.getByRole("button", { name: /· 4 seeds$/ }).first()).toBeVisible();

  await page.getByRole("button", { name: "Tokens", exact: true }).click();
  const plot = page.getByRole("slider", { name: /train\/loss: read along the tokens/ });
  await plot.focus();
  await page.keyboard.press("Home");
  await expect(plot).toHaveAttribute("aria-valuetext", /tokens: .*seeds/);
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/over=tokens/);
  await page.getByRole("button", { name: /Show all, not only/ }).click();
  await expect(page).not.toHaveURL(/over=tokens/);

  await page.getByRole("button", { name: "Make a chart of train/loss" }).click();
  await page.getByLabel("Title").fill("Loss by hand");
  await page.getByRole("button", { name: "Keep chart" }).click();
  await page.getByRole("link", { name: "Charts of the project" }).click();
  const kept = page.getByRole("article", { name: "Loss by hand" });
  await expect(kept.locator("canvas, svg.recharts-surface").first()).toBeVisible();
  await kept.getByRole("button", { name: "Take Loss by hand away" }).click();
  // It goes away by itself, but not from under the pointer.
  await page.getByRole("button", { name: "Undo" }).hover();
  await expect(kept).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(kept).toBeVisible();
  await kept.getByRole("button", { name: "Take Loss by hand away" }).click();
  await expect(kept).toHaveCount(0);
});

test("a chart that somebody else changed is not overwritten", async ({ page, context }) => {
  await page.goto(`${PROJECT}/charts`);
  await page.getByRole("button", { name: "New chart" }).first().click();
  await page.getByLabel("Title").fill("Two hands");
  await page.getByRole("checkbox", { name: /train\/loss/ }).check();
  await page.getByRole("button", { name: "Keep chart" }).click();
  await expect(page.getByRole("article", { name: "Two hands" })).toBeVisible();
  const other = await context.newPage();
  await other.goto(`${PROJECT}/charts`);
  await other.getByRole("button", { name: "Change Two hands" }).click();
  await page.getByRole("button", { name: "Change Two hands" }).click();
  await page.getByLabel("Title").fill("First hand");
  await page.getByRole("button", { name: "Save chart" }).click();
  await expect(page.getByRole("article", { name: "First hand" })).toBeVisible();
  await other.getByLabel("Title").fill("Second hand");
  await other.getByRole("button", { name: "Save chart" }).click();
  await expect(other.getByRole("alert")).toContainText("changed “First hand” while you worked on it");
  await expect(other.getByRole("button", { name: "Save chart" })).toBeDisabled();
  await other.getByRole("button", { name: "Keep mine as a new chart" }).click();
  for (const title of ["First hand", "Second hand"]) {
    await expect(other.getByRole("article", { name: title })).toBeVisible();
    await other.getByRole("button", { name: `Take ${title} away` }).click();
    await expect(other.getByRole("article", { name: title })).toHaveCount(0);
  }
});

test("selected runs lead to their charts", async ({ page }) => {
  await page.goto(`${PROJECT}/runs`);
  await page.getByText("sft r32 · seed 1").first().waitFor();
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await page.getByRole("link", { name: /Draw 2/ }).click();
  await expect(page).toHaveURL(/\/charts\?runs=/);
  await expect(page.getByText("2 chosen runs")).toBeVisible();
});
