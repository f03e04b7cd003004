import { expect, PROJECT, test } from "../journey";
import { expectReadableInBoth } from "../readable";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("from the margins of a step by keyboard to the pairs behind a bar", async ({ page }) => {
  await page.goto(`${PROJECT}/runs/seed-fdpo-10-1/margins`);
  await expect(page.getByText("At step 36,", { exact: false })).toBeVisible();
  await page.keyboard.press("[");
  await expect(page.getByText("At step 27,", { exact: false })).toBeVisible();
  await expect(page).toHaveURL(/after=27/);
  await page.keyboard.press("]");
  await expect(page.getByText("At step 36,", { exact: false })).toBeVisible();
  await expect(page.getByRole("row", { name: /Δ 100/ }).getByText("saturated")).toBeVisible();

  const bars = page.getByRole("figure", { name: "Margins of pairs factual over hallucinated (0,1)" });
  await bars.locator(".recharts-bar-rectangle path").last().click();
  const pairs = page.getByRole("dialog");
  await expect(pairs.getByText(/^1\sof\s\d+\spair/)).toBeVisible();
  await expect(pairs.getByRole("heading", { name: "Chosen", exact: true })).toBeVisible();
  await expect(pairs.getByText(/tokens chosen/)).toBeVisible();
  await expect(pairs.getByRole("columnheader", { name: "chosen − reference" })).toBeVisible();
  await expectReadableInBoth(page, "the pairs behind a bar", ["serious", "critical"]);
});
