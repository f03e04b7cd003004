import { expect, PROJECT, test } from "../journey";

test("launch the whole loop from its form, and see what waits for whom", async ({ page }) => {
  await page.goto(`${PROJECT}/studies/new`);
  await page.getByLabel("Name, for your team").fill("Loop of a journey");
  await page.getByRole("combobox", { name: "Notes", exact: true }).click();
  await page.getByRole("option", { name: /visit-notes v2/ }).click();
  await expect(page.getByText("Choose who reads.")).toBeVisible();
  await page.getByLabel("Ravi Reviewer").check();
  await page.getByRole("button", { name: "Launch study" }).click();

  await expect(page.getByRole("heading", { name: "Loop of a journey" })).toBeVisible();
  const graph = page.getByRole("region", { name: "Graph of Loop of a journey" });
  await expect(graph.getByRole("listitem").filter({ hasText: "First reading" }).last()).toContainText("waits");
  await expect(page.getByText(/\d+ patients or documents confirm/)).toBeVisible();

  await page.getByRole("link", { name: "Studies" }).first().click();
  await page.getByRole("link", { name: "Visit notes, the whole loop" }).click();
  await expect(page.getByText("Waits for readers: 0 of 12\u00a0readings done.").first()).toBeVisible();
  await page.getByRole("link", { name: "Go there" }).click();
  await expect(page.getByRole("heading", { name: "Visit notes, the whole loop, round 1" })).toBeVisible();
});
