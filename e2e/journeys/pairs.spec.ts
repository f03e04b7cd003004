import { expect, PROJECT, test } from "../journey";
import { expectReadableInBoth } from "../readable";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("make pairs of what readers said, mend one, and freeze them into a version", async ({ page }) => {
  await page.goto(`${PROJECT}/datasets/pairs/new`);
  const rounds = page.getByRole("group", { name: "Closed rounds" });
  await rounds.getByLabel("References, as a check").check();
  await expect(page.getByText("This makes no pairs; see below why.")).toBeVisible();
  await expect(page.getByText("No note of the same source is hallucinated.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make pairs" })).toBeDisabled();

  await rounds.getByLabel("References, as a check").uncheck();
  await rounds.getByLabel("Base against tuned").check();
  await page.getByLabel("A note that readers differ on").click();
  await page.getByRole("option", { name: "More than half of its readers decide" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Taught by readers");
  await page.getByRole("button", { name: "Make pairs" }).click();
  await expect(page.getByRole("heading", { name: "Taught by readers" })).toBeVisible();

  await page.getByRole("region", { name: "Pairs" }).getByRole("button").filter({ hasText: "Chosen:" }).first().click();
  const pair = page.getByRole("dialog");
  await expect(pair.getByText("Nobody has changed this pair.")).toBeVisible();
  await pair.getByRole("button", { name: "Edit pair" }).click();
  await pair.getByLabel("Rejected", { exact: true }).fill("Takes metformin 5 g daily.");
  await pair.getByLabel("Why", { exact: false }).fill("Nobody said so.");
  await pair.getByRole("button", { name: "Save pair" }).click();
  await expect(pair.getByText("edited it").filter({ hasText: "Nobody said so." })).toBeVisible();
  await expectReadableInBoth(page, "a pair with its trail", ["serious", "critical"]);
  await page.keyboard.press("j");
  await expect(pair.getByRole("heading", { name: /^Pair\s2$/ })).toBeVisible();
  await expect(pair.getByText("Nobody has changed this pair.")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^Freeze \d+\spairs into a version$/ }).click();
  await page.getByRole("link", { name: "Open the dataset" }).click();
  await expect(page.getByRole("heading", { name: "Taught by readers" })).toBeVisible();
});
