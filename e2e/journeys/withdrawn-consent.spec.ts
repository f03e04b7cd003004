import { expect, PROJECT, test } from "../journey";

test.use({ person: "admin", contextOptions: { reducedMotion: "reduce" } });

test("an admin writes a secret once, replaces it and removes it; nobody is shown its value", async ({ page }) => {
  const value = "hf_0123456789abcdef";
  await page.goto(`${PROJECT}/secrets`);
  await page.getByRole("button", { name: "Write a secret" }).click();
  await page.getByLabel("Name").fill("lower_case");
  await page.getByLabel("Value").fill(value);
  await page.getByRole("button", { name: "Write the secret" }).click();
  await expect(page.getByRole("alert")).toContainText("capitals");
  await page.getByLabel("Name").fill("HF_TOKEN");
  await page.getByRole("button", { name: "Write the secret" }).click();
  const row = page.getByRole("row", { name: /HF_TOKEN/ });
  await expect(row).toContainText("Ada Admin");
  expect(await page.content()).not.toContain(value);
  await row.getByRole("button", { name: "Replace HF_TOKEN" }).click();
  await page.getByLabel("Value").fill("another value");
  await page.getByRole("button", { name: "Replace the secret" }).click();
  await expect(page.getByText("HF_TOKEN is written.").first()).toBeVisible();
  await row.getByRole("button", { name: "Remove HF_TOKEN" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove HF_TOKEN" }).click();
  await expect(page.getByText("No secrets")).toBeVisible();
});

test("one switch closes every way out of the building, and who did it stands beside", async ({ page }) => {
  await page.goto(`${PROJECT}/egress`);
  await page.getByRole("button", { name: "Open the path: Downloads from a model hub" }).click();
  await expect(page.getByText(/2 of 2 paths of runs are open/)).toBeVisible();
  await page.getByRole("button", { name: "Close every path" }).click();
  await expect(page.getByText("No run that starts from now on sends anything out of this building.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Downloads from a model hub/ })).toContainText("by Ada Admin");
  await page.getByRole("button", { name: "Open the path: Own programs" }).click();
  await expect(page.getByText(/1 of 2 paths of runs is open/)).toBeVisible();
});

test("nothing is erased from under runs that hold it", async ({ page }) => {
  await page.goto(`${PROJECT}/datasets`);
  await page
    .getByRole("row", { name: /visit-notes/ })
    .getByRole("link")
    .first()
    .click();
  await page.waitForURL(/datasets\/[^/]+$/);
  await page.goto(`${page.url()}?row=3`);
  await page
    .getByRole("dialog", { name: "Row 4" })
    .getByRole("button", { name: /^Erase / })
    .click();
  const erase = page.getByRole("dialog", { name: /^Erase .+\?$/ });
  await expect(erase.getByText(/^Not yet: /)).toBeVisible();
  await expect(erase.getByText(/models? learned from it and cannot forget it/)).toBeVisible();
  await expect(erase.getByRole("button", { name: /for good$/ })).toBeDisabled();
});

// Behind the screens in the order of files: an erasure ends the open imports that one of them shows.
test("a patient is erased from a row on; the row says so, and a list answers for it", async ({ page, baseURL }) => {
  const rows = ["miller,Any pain? No.,No pain.", "miller,Any fever? No.,No fever.", "smith,Cough? Yes.,Cough."];
  const columns = encodeURIComponent("source=dialogue,reference=note,group=patient");
  const made = await page.request.post(
    `/api/datasets?project=clinical-notes&name=withdrawn&fileName=withdrawn.csv&type=notes&holds=synthetic&columns=${columns}`,
    {
      headers: { Origin: new URL(baseURL ?? "").origin, "Content-Type": "text/csv" },
      data: ["patient,dialogue,note", ...rows, ""].join("\n"),
    },
  );
  expect(made.ok(), await made.text()).toBe(true);
  await page.goto(`${PROJECT}/datasets`);
  await page.getByRole("link", { name: "withdrawn" }).first().click();
  await page.waitForURL(/datasets\/[^/]+$/);
  await page.goto(`${page.url()}?row=0`);
  const dialog = page.getByRole("dialog", { name: "Row 1" });
  await dialog.getByRole("button", { name: "Erase miller…" }).click();
  const erase = page.getByRole("dialog", { name: "Erase miller?" });
  await expect(erase.getByText(/The text of 2\srows of withdrawn/)).toBeVisible();
  await erase.getByLabel("Reason").fill("withdrew consent");
  await erase.getByRole("button", { name: /^Erase 2\srows for good$/ }).click();
  await expect(dialog.getByText(/Hashes and numbers stay\.$/)).toBeVisible();
  await page.goto(`${PROJECT}/datasets/erased`);
  await expect(page.getByRole("row", { name: /withdrew consent/ })).toContainText("Ada Admin");
});

test("a model says what it learned from and who used it, and takes a note on its licence", async ({ page }) => {
  await page.goto(`${PROJECT}/models`);
  await page.getByRole("link", { name: "sft r16", exact: true }).first().click();
  await expect(page.getByText("Learned from")).toBeVisible();
  await page.getByRole("button", { name: "Change name or licence" }).click();
  await page.getByLabel("Note on using it").fill("Research only.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "Research only." })).toBeVisible();
  await page.getByRole("link", { name: "Fine-tune it" }).click();
  await page.waitForURL(/launch\?stage=sft&model=/);
  await expect(page.getByText("sft r16").first()).toBeVisible();
});
