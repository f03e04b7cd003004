import { expect, PROJECT, test } from "../journey";

test.describe("an outsider", () => {
  test.use({ person: "outsider" });

  test("learns that they are in no project, and cannot tell which projects and runs exist", async ({
    page,
    complaints,
  }) => {
    await page.goto("/");
    await expect(page.getByText("You are in no project yet")).toBeVisible();
    await expect(page.getByText("outsider@assay.test")).toBeVisible();
    for (const path of [PROJECT, `${PROJECT}/runs/seed-sft`, "/projects/no-such-project"]) {
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(404);
      await expect(page.getByText("This is not here")).toBeVisible();
      await expect(page.getByText("sft r16")).toHaveCount(0);
    }
    const asked = await page.request.get("/api/artifacts/seed-anything");
    expect(asked.status()).toBe(404);
    // The browser reports each page that was not found.
    expect(complaints.splice(0).every((complaint) => complaint.includes("404"))).toBe(true);
  });
});

test.describe("a reviewer", () => {
  test.use({ person: "reviewer" });

  test("is told that their role may not read the project, and who can change it", async ({ page, complaints }) => {
    await page.goto(PROJECT);
    await expect(page.getByText(/does not allow|not for your role/).first()).toBeVisible();
    await expect(page.getByText(/[Aa]n admin/).first()).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Launch" })).toHaveCount(0);
    for (const path of ["/runs", "/launch", "/datasets", "/models", "/runs/seed-sft"]) {
      await page.goto(`${PROJECT}${path}`);
      await expect(page.getByText(/not for your role/).first(), path).toBeVisible();
      await expect(page.getByText("sft r16"), path).toHaveCount(0);
    }
    expect(complaints.splice(0).every((complaint) => /40[34]/.test(complaint))).toBe(true);
  });
});

test.describe("an investigator", () => {
  test.use({ person: "investigator" });

  test("reads everything and is offered nothing that changes a run", async ({ page }) => {
    await page.goto(`${PROJECT}/runs/seed-out-of-memory`);
    await expect(page.getByRole("heading", { name: "It ran out of memory" })).toBeVisible();
    await expect(page.getByRole("button", { name: /Retry|Cancel run|Resume/ })).toHaveCount(0);
    await expect(page.getByRole("link", { name: /Re-run/ })).toHaveCount(0);
    await page.goto(`${PROJECT}/launch`);
    await expect(page.getByText("Launching is not for your role")).toBeVisible();
    await page.goto(`${PROJECT}/runs`);
    await expect(page.getByRole("table", { name: "Runs" }).locator("tr[data-run]").first()).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name: /Launch/ })).toHaveCount(0);
  });
});
