import { expect, PROJECT, test } from "../journey";

const file = (text: string, name = "labels.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const rows = (...lines: string[]) => ["item,reader,label", ...lines].join("\n");

test("labels by page: problems by row before anything is stored, then a closed campaign", async ({ page }) => {
  await page.goto(`${PROJECT}/campaigns`);
  await page.getByRole("link", { name: "Import labels" }).click();
  await expect(page.getByRole("heading", { name: "Import labels" })).toBeVisible();
  const choose = page.getByLabel(/Drop a file of labels here|labels\.csv/);
  await choose.setInputFiles(file(rows("a,ann,1", "a,ann,0", "b,ben,perhaps")));
  const problems = page.getByRole("table", { name: "Problems by row" });
  await expect(problems.getByRole("row")).toHaveCount(3);
  await expect(problems).toContainText("The same reader says otherwise of this item in row 2.");
  await expect(page.getByRole("button", { name: "Store as a campaign" })).toBeDisabled();

  await choose.setInputFiles(file(rows("a,ann,1", "a,ben,1", "b,ann,0", "b,ben,0", "c,ann,0", "c,ben,1")));
  await expect(page.getByText("Every row can be read.")).toBeVisible();
  await page.getByLabel("Name of the campaign").fill("Labels from elsewhere");
  await page.getByRole("button", { name: "Store as a campaign" }).click();
  await expect(page).toHaveURL(/\/campaigns\/[2-9a-z]{14}/);
  await expect(page.getByRole("heading", { name: "Labels from elsewhere" })).toBeVisible();
  await expect(page.getByText("closed", { exact: false }).first()).toBeVisible();
});

test("a file in another encoding is told by its line", async ({ page }) => {
  await page.goto(`${PROJECT}/campaigns/import`);
  const bytes = Buffer.concat([Buffer.from("item,reader,label\n"), Buffer.from([0xe4, 0x2c, 0x31])]);
  const choose = page.getByLabel(/Drop a file of labels here/);
  await choose.setInputFiles({ name: "labels.csv", mimeType: "text/csv", buffer: bytes });
  await expect(page.getByRole("alert").filter({ hasText: "Line 2 of the file is not UTF-8" })).toBeVisible();
});
