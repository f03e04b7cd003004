import { readFileSync } from "node:fs";
import { expect, PROJECT, test } from "../journey";

test("two runs of the table lead to the verdict, its examples and its export in a few clicks", async ({ page }) => {
  await page.goto(`${PROJECT}/runs?filter=${encodeURIComponent("stage = generate and state = finished")}`);
  await page.getByText("generate · tuned").first().waitFor();
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await page.getByRole("link", { name: /Compare 2/ }).click();
  const verdict = page.getByRole("main").getByRole("heading", { level: 1 });
  await expect(verdict).toHaveText(/^generate · (tuned|base) is (better|worse): ROUGE-L is (higher|lower)\.$/);
  await expect(page.getByText(/30\spaired notes/).first()).toBeVisible();

  const before = await verdict.textContent();
  await page.keyboard.press("x");
  await expect(verdict).not.toHaveText(before ?? "");
  await page.reload();
  await expect(verdict).not.toHaveText(before ?? "");

  await page.getByRole("button", { name: "Exact match", exact: true }).click();
  await expect(page).toHaveURL(/metric=text\.exact_match/);
  await expect(verdict).toContainText("Exact match");

  await page
    .getByRole("button", { name: /: open what both wrote/ })
    .first()
    .click();
  const example = page.getByRole("dialog");
  await expect(example.getByRole("heading", { name: "Reference" })).toBeVisible();
  await example.getByRole("button", { name: "the source" }).click();
  await expect(example.getByText(/words and numbers that the source does not hold/)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Export" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Save JSON" }).click();
  const report: { verdict: { headline: string }; table: unknown[] } = JSON.parse(
    readFileSync(await (await saving).path(), "utf8"),
  );
  expect(report.verdict.headline).toBe(await verdict.textContent());
  expect(report.table.length).toBeGreaterThan(7);
});

test("trainings are compared by their curves, with seeds together and what differs beside", async ({ page }) => {
  const runs = ["00", "01", "02", "04", "06", "07"].map((number) => `seed-sweep-${number}`);
  await page.goto(`${PROJECT}/compare?runs=${runs.join(",")}`);
  const verdict = page.getByRole("main").getByRole("heading", { level: 1 });
  await expect(verdict).toContainText("validation/loss");
  await expect(page.getByText(/paired\sseeds?|seeds? against/).first()).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /Learning rate/ })).toBeVisible();
  await page.getByLabel("Seeds together").click();
  await expect(page).toHaveURL(/seeds=apart/);
  await expect(page.getByRole("heading", { name: /loss.*\d\sarms against sft r4 · rate 1e-4 · seed 1/ })).toBeVisible();
});

test("a link to a run that is gone says so and compares the rest; one run offers others", async ({ page }) => {
  await page.goto(`${PROJECT}/compare?runs=seed-generate-base,no-such-run,seed-generate-tuned`);
  await expect(page.getByText(/1\srun of this link is not in the project any more: no-such-run/)).toBeVisible();
  await page.goto(`${PROJECT}/compare?runs=seed-generate-base`);
  await expect(page.getByText("Compare generate · base with …")).toBeVisible();
  await page
    .getByRole("list", { name: "Runs to add" })
    .getByRole("button", { name: /generate · tuned/ })
    .click();
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toContainText("ROUGE-L");
});
