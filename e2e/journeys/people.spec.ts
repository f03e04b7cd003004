import type { Page } from "@playwright/test";
import { expect, PROJECT, test } from "../journey";
import { expectReadable } from "../readable";

test.use({ person: "admin", contextOptions: { reducedMotion: "reduce" } });

const PASSWORD = "a sentence to sign in with";

type OpenAs = (person: null) => Promise<Page>;

async function openAsNobody(pageOf: OpenAs, address: string): Promise<Page> {
  const page = await pageOf(null);
  await page.goto(address);
  return page;
}

async function inviteAs(page: Page, role: string, email?: string): Promise<string> {
  await page.goto(`${PROJECT}/people`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("Role", { exact: true }).click();
  await page.getByRole("option", { name: role }).click();
  if (email) await page.getByLabel("Their email").fill(email);
  await page.getByRole("button", { name: "Make the link" }).click();
  const address = await page.getByLabel("Invitation link").inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  return address;
}

async function join(page: Page, name: string, email: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  if (await page.getByLabel("Email").isEditable()) await page.getByLabel("Email").fill(email);
  await page.getByLabel("A password").fill(PASSWORD);
  await page.getByRole("button", { name: "Join the project" }).click();
  await page.waitForURL(new RegExp(PROJECT));
}

const rowOf = (page: Page, email: string) => page.getByRole("row").filter({ hasText: email });

test("a link lets one person in with the role that was chosen, until they are removed", async ({
  page,
  pageOf,
  complaints,
}) => {
  const email = "nia@example.org";
  const address = await inviteAs(page, "Investigator", email);
  await expect(page.getByRole("table", { name: "Open invitations" }).getByText(email)).toBeVisible();

  const guest = await openAsNobody(pageOf, address);
  await expect(guest.getByText("Ada Admin invites you to")).toBeVisible();
  await join(guest, "Nia Newcomer", email);
  await guest.goto(`${PROJECT}/people`);
  await expect(guest.getByText("Nia Newcomer")).toBeVisible();
  await expect(guest.getByRole("button", { name: "Invite somebody" })).toHaveCount(0);
  const second = await openAsNobody(pageOf, address);
  await expect(second.getByText("was used or withdrawn")).toBeVisible();

  await page.reload();
  await rowOf(page, email).getByRole("combobox").click();
  await page.getByRole("option", { name: "Researcher" }).click();
  // Not to be changed again before the change has come back from the server.
  await expect(rowOf(page, email).getByRole("combobox")).toBeEnabled();
  await expect(rowOf(page, email).getByRole("combobox")).toHaveText("Researcher");
  await guest.goto(`${PROJECT}/launch`);
  await expect(guest.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(guest.getByText("not for your role")).toHaveCount(0);

  await rowOf(page, email).getByRole("button", { name: "Actions for Nia Newcomer" }).click();
  await page.getByRole("menuitem", { name: /Remove/ }).click();
  await page.getByRole("button", { name: "Remove Nia Newcomer" }).click();
  await expect(page.getByText("Nia Newcomer is no longer in")).toBeVisible();
  await expect(rowOf(page, email)).toHaveCount(0);
  const gone = await guest.goto(`${PROJECT}/people`);
  expect(gone?.status()).toBe(404);
  expect(complaints).toEqual([]);
});

test("an admin's link sets a new password and ends every session", async ({ page, pageOf }) => {
  const email = "paul@example.org";
  const guest = await openAsNobody(pageOf, await inviteAs(page, "Reviewer"));
  await join(guest, "Paul Pending", email);
  await page.reload();
  await rowOf(page, email).getByRole("button", { name: "Actions for Paul Pending" }).click();
  await page.getByRole("menuitem", { name: /Make a password link/ }).click();
  await page.getByRole("button", { name: "Make the link" }).click();
  const fresh = await openAsNobody(pageOf, await page.getByLabel("Password link").inputValue());
  await fresh.getByLabel("New password").fill("another sentence to sign in with");
  await fresh.getByRole("button", { name: "Set the password" }).click();
  await expect(fresh.getByText("every browser was signed out")).toBeVisible();
  await guest.goto("/account");
  await expect(guest).toHaveURL(/\/sign-in\?next=/);
  await fresh.getByRole("link", { name: "Sign in with it" }).click();
  await fresh.getByLabel("Email").fill(email);
  await fresh.getByLabel("Password").fill("another sentence to sign in with");
  await fresh.getByRole("button", { name: "Sign in" }).click();
  await expect(fresh).toHaveURL(new RegExp(PROJECT));
});

test("a token is shown once, opens what its scope says, and is revoked", async ({ page, request }) => {
  await page.goto("/account");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("Name").fill("training box");
  await page.getByRole("button", { name: "Make the token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await page.reload();
  await expect(page.getByRole("row", { name: /training box/ })).toContainText("log");
  expect(await page.content()).not.toContain(token);

  const headers = { authorization: `Bearer ${token}` };
  const ask = (path: string) =>
    request.post(`/api/trpc/${path}`, { headers, data: { json: { project: "clinical-notes" } } });
  expect((await ask("stages.list")).status()).toBe(200);
  expect((await ask("runs.launch")).status()).toBe(403);
  expect((await ask("tokens.list")).status()).toBe(403);

  await page.getByRole("button", { name: "Revoke training box" }).click();
  const dialog = page.getByRole("dialog");
  await expectReadable(page, "the dialog that revokes", { part: "[role=dialog]" });
  await dialog.getByRole("button", { name: "Revoke training box" }).click();
  await expect(page.getByText("You have none")).toBeVisible();
  expect((await ask("stages.list")).status()).toBe(401);
});

test("other browsers are listed and signed out from here", async ({ page, pageOf }) => {
  const other = await openAsNobody(pageOf, "/sign-in");
  await other.getByLabel("Email").fill("admin@assay.test");
  await other.getByLabel("Password").fill("a password for browser tests");
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other).toHaveURL(new RegExp(PROJECT));
  await page.goto("/account");
  const sessions = page.getByRole("table", { name: "Sessions" });
  await expect(sessions.getByText("this one")).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(sessions.getByRole("row")).toHaveCount(2);
  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in/);
});

test("whoever is an admin makes a project, and as its last admin stays in it", async ({ page, complaints }) => {
  await page.goto(PROJECT);
  await page.getByRole("button", { name: /Switch/ }).click();
  await page.getByRole("menuitem", { name: /New project/ }).click();
  await page.getByLabel("Name").fill("Clinical notes");
  await page.getByRole("button", { name: "Make the project" }).click();
  await expect(page.getByText('The address "clinical-notes" belongs to a project already.')).toBeVisible();
  await page.getByLabel("In addresses").fill("second-study");
  await page.getByRole("button", { name: "Make the project" }).click();
  await expect(page).toHaveURL(/\/projects\/second-study\/people$/);
  await expect(page.getByRole("table", { name: "People" }).getByRole("row")).toHaveCount(2);
  const own = rowOf(page, "admin@assay.test");
  await expect(own.getByText("Admin, the last one")).toBeVisible();
  await own.getByRole("button", { name: "Actions for Ada Admin" }).click();
  await expect(page.getByRole("menuitem", { name: /Remove/ })).toBeDisabled();
  // The browser itself reports the refusal of the address that was taken.
  expect(complaints.splice(0).every((complaint) => complaint.includes("409"))).toBe(true);
});
