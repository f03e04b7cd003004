import { expect, test } from "../journey";
import { PASSWORD, PEOPLE } from "../people";
import {
  beginRound,
  expectSaved,
  note,
  openCase,
  openRound,
  pauseForNextCase,
  press,
  readRound,
  visit,
} from "../review-round";

test.use({ person: "reviewer" });

const visits = (count: number) => Array.from({ length: count }, (_, index) => visit(index + 1));
const unsent = "[data-unsent]";

test("without a network work goes on case after case, and everything arrives once it is back", async ({
  page,
  context,
  complaints,
}) => {
  const campaign = await openRound({ texts: visits(8) });
  await beginRound(page, campaign);
  await expect(page.getByText("case 1 of 8")).toBeVisible();
  await page.waitForTimeout(500);
  await context.setOffline(true);
  for (let read = 0; read < 6; read += 1) {
    const before = openCase(page);
    await press(page, ...(read % 2 === 0 ? ["Enter"] : ["j", "2", "s", "Shift+Enter"]));
    await pauseForNextCase(page, before);
  }
  await expect(page.getByText("Offline.").first()).toBeVisible();
  await expect(page.locator(unsent)).not.toHaveAttribute("data-unsent", "0");
  expect((await readRound(campaign)).assessments).toHaveLength(0);
  await context.setOffline(false);
  await expectSaved(page);
  await expect(page.getByText("Offline.")).toHaveCount(0);
  const { assessments, changes } = await readRound(campaign);
  expect(assessments.map(({ verdict }) => verdict).toSorted()).toEqual([
    ...["clean", "clean", "clean"],
    ...["marked", "marked", "marked"],
  ]);
  expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
  expect(complaints.splice(0).every((complaint) => /ERR_INTERNET_DISCONNECTED|Failed to fetch/.test(complaint))).toBe(
    true,
  );
});

test("a tab that is closed without a network loses nothing: the next one sends it", async ({
  page,
  context,
  complaints,
}) => {
  const campaign = await openRound({ texts: visits(2) });
  await beginRound(page, campaign);
  const address = page.url();
  await context.setOffline(true);
  await press(page, "j", "3", "s");
  await expect(page.locator(unsent)).toContainText("unsent");
  await page.close();
  await context.setOffline(false);
  expect((await readRound(campaign)).changes).toHaveLength(0);
  const next = await context.newPage();
  await next.goto(address);
  await expect(note(next).getByRole("option", { selected: true })).toHaveCount(1);
  await expect(next.getByText("Contradicts · minor")).toBeVisible();
  await expectSaved(next);
  expect((await readRound(campaign)).changes).toHaveLength(2);
  complaints.splice(0);
});

test("two tabs on one case show the same marks, and none is doubled", async ({ page, context }) => {
  const campaign = await openRound({ texts: visits(1) });
  await beginRound(page, campaign);
  const other = await context.newPage();
  await beginRound(other, campaign);
  await press(page, "1");
  await expect(note(other).getByRole("option", { selected: true })).toHaveCount(1);
  await other.bringToFront();
  await press(other, "j", "2");
  await expect(note(page).getByRole("option", { selected: true })).toHaveCount(2);
  await expectSaved(page);
  await expectSaved(other);
  const { changes } = await readRound(campaign);
  expect(changes.map(({ body }) => body.kind)).toEqual(["mark", "mark"]);
});

test("an ended session asks for the password over the case, and goes on at the same mark", async ({
  page,
  context,
  complaints,
}) => {
  const campaign = await openRound({ texts: visits(2) });
  await beginRound(page, campaign);
  const address = page.url();
  await press(page, "j", "1");
  await expectSaved(page);
  await context.clearCookies();
  await press(page, "s");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText("1 change wait")).toBeVisible();
  // Keys belong to the sign-in alone, also where nothing has the focus.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await press(page, "j", "2", "Enter", "Control+z");
  await expect(dialog.getByText("1 change wait")).toBeVisible();
  await dialog.getByLabel(/Password of/).fill(PASSWORD);
  await press(page, "Enter");
  await expect(dialog).toHaveCount(0);
  await expectSaved(page);
  expect(page.url()).toBe(address);
  await expect(page.getByText("Fabricated · minor")).toBeVisible();
  await press(page, "s");
  await expect(page.getByText("Fabricated · major")).toBeVisible();
  await expectSaved(page);
  expect(complaints.splice(0).every((complaint) => complaint.includes("401"))).toBe(true);

  // Without the page: the sign-in leads back to the case.
  await context.clearCookies();
  await page.goto(address);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("Email").fill(PEOPLE.reviewer.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(address);
  await expect(page.getByText("Fabricated · major")).toBeVisible();
});

test.describe("with a session of its own", () => {
  // The kept session of the other journeys must outlive these.
  test.use({ person: null });

  test.beforeEach(async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(PEOPLE.reviewer.email);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/review$/);
  });

  test("who goes away leaves a locked screen, and comes back to the same case", async ({ page, complaints }) => {
    const campaign = await openRound({ texts: visits(2) });
    await page.clock.install();
    await beginRound(page, campaign);
    await press(page, "1");
    await expectSaved(page);
    await page.clock.fastForward("11:00");
    await expect(page.getByRole("heading", { name: "Locked while you were away" })).toBeVisible();
    await expect(page.getByText("metformin")).toHaveCount(0);
    await expect.poll(async () => (await page.request.get("/api/auth/get-session")).text()).toBe("null");
    await page.getByLabel(/Password of/).fill(PASSWORD);
    await press(page, "Enter");
    await expect(note(page).getByRole("option", { selected: true })).toHaveCount(1);
    complaints.splice(0);
  });

  test("signing out says what did not reach the server, and leaves nothing in the browser", async ({
    page,
    complaints,
  }) => {
    const campaign = await openRound({ texts: visits(1) });
    const signOut = async () => {
      await page.getByRole("button", { name: /Ravi Reviewer/ }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
    };
    await beginRound(page, campaign);
    await page.route(/reviews\.save/, (route) => route.abort());
    await press(page, "1");
    await expect(page.locator(unsent)).toContainText("1 unsent");
    await signOut();
    await expect(page.getByText("1 change of your review did not reach the server")).toBeVisible();
    await page.unroute(/reviews\.save/);
    await signOut();
    await expect(page).toHaveURL(/\/sign-in/);
    const left = await page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open("assay-review");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const counting = opening.result.transaction("unsent").objectStore("unsent").count();
            counting.onsuccess = () => resolve(counting.result);
          };
        }),
    );
    expect(left).toBe(0);
    expect((await readRound(campaign)).changes).toHaveLength(1);
    complaints.splice(0);
  });
});
