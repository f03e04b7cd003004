import { expect, PROJECT, test } from "../journey";
import { PASSWORD, PEOPLE } from "../people";

test.use({ person: null });

test("a wrong one is refused in words, a right one leads back to the page that was wanted", async ({
  page,
  complaints,
}) => {
  await page.goto(`${PROJECT}/runs/seed-sft/charts?y=log`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("Email").fill(PEOPLE.researcher.email);
  await page.getByLabel("Password").fill("not this one, surely");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
  // The browser itself reports the refusal that was just asked for.
  expect(complaints.splice(0).join()).toContain("401");

  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/runs\/seed-sft\/charts\?y=log$/);
  await expect(page.getByRole("heading", { level: 1, name: "sft r16" })).toBeVisible();
});

test("signing out leads to the sign-in page, and back does not show the project again", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Email").fill(PEOPLE.investigator.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(new RegExp(`${PROJECT}$`));
  await page.getByRole("button", { name: /Ines Investigator/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`${PROJECT}/runs`);
  await expect(page).toHaveURL(/\/sign-in/);
});
