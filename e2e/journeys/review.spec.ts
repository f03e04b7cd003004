import { expect, PROJECT, test } from "../journey";
import { expectReadableInBoth } from "../readable";
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

// Colours in the middle of a transition are nobody's choice, and are not what is measured here.
test.use({ person: "reviewer", contextOptions: { reducedMotion: "reduce" } });

const visits = (count: number) => Array.from({ length: count }, (_, index) => visit(index + 1));

test("from the rounds into the first case, a clean one in one key, and the next is there", async ({ page }) => {
  const campaign = await openRound({ title: "One key", texts: visits(3) });
  await page.goto("/");
  await expect(page).toHaveURL(new RegExp(`${PROJECT}/review$`));
  await page.getByRole("listitem").filter({ hasText: "One key" }).getByRole("link", { name: "Begin" }).click();
  await expect(note(page)).toBeFocused();
  const first = openCase(page);
  await page.waitForTimeout(150);
  expect(await press(page, "Enter")).toBe(1);
  await expect(page.getByText("case 2 of 3")).toBeVisible();
  await pauseForNextCase(page, first);
  await expect(note(page)).toBeFocused();
  await expectSaved(page);
  const { assessments } = await readRound(campaign);
  expect(assessments).toMatchObject([{ assignmentId: first, verdict: "clean", marks: [] }]);
});

test("a case with one sentence typed, rated and evidenced takes at most seven keys", async ({ page }) => {
  const campaign = await openRound({
    texts: visits(2),
    protocol: { required: ["type", "severity", "evidence"] },
  });
  await beginRound(page, campaign);
  const first = openCase(page);
  await page.waitForTimeout(150);
  const keys = await press(page, "j", "Space", "3", "S", "e", "3", "Shift+Enter");
  expect(keys).toBeLessThanOrEqual(7);
  await pauseForNextCase(page, first);
  await expectSaved(page);
  const { assessments } = await readRound(campaign);
  expect(assessments).toMatchObject([
    { verdict: "marked", marks: [{ kind: "error", type: "contradiction", severity: "major" }] },
  ]);
  const [mark] = assessments[0]?.marks ?? [];
  const text = visit(Number(/visit (\d)/.exec(first)?.[1] ?? 1));
  expect(text.note.length).toBeGreaterThan(mark?.span.end ?? Number.POSITIVE_INFINITY);
  expect(mark?.evidence).toHaveLength(1);
});

test("a held key does nothing twice, and the clean key is off while marks exist", async ({ page }) => {
  const campaign = await openRound({ texts: visits(4) });
  await beginRound(page, campaign);
  const first = openCase(page);
  await page.waitForTimeout(150);
  for (let held = 0; held < 20; held += 1) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await pauseForNextCase(page, first);
  await expectSaved(page);
  expect((await readRound(campaign)).assessments).toHaveLength(1);

  const second = openCase(page);
  await press(page, "Space", "Enter");
  await expect(page.getByText("There are marks on this case")).toBeVisible();
  await expect(page.getByRole("button", { name: "No hallucination" })).toBeDisabled();
  expect(openCase(page)).toBe(second);
});

test("a long note has to be seen to its end before it can be called clean", async ({ page }) => {
  const long = {
    ...visit(1),
    note: Array.from({ length: 90 }, (_, index) => `Sentence ${index + 1} of many.`).join(" "),
  };
  const campaign = await openRound({ texts: [long] });
  await beginRound(page, campaign);
  await page.waitForTimeout(150);
  await press(page, "Enter");
  await expect(page.getByText("The end of the note has not been on the screen yet.").first()).toBeVisible();
  await press(page, "End");
  await expect(page.getByRole("button", { name: "No hallucination" })).toBeEnabled();
  await press(page, "Enter");
  await expect(page.getByText("You are through")).toBeVisible();
});

test("undo goes back to the beginning, redo to the end, and a reload stands where one left", async ({ page }) => {
  const campaign = await openRound({ texts: visits(1) });
  await beginRound(page, campaign);
  await press(page, "j", "1", "s", "u", "+", "3", "Escape", "Shift+ArrowRight", "Shift+ArrowRight", "4");
  const marked = note(page).getByRole("option", { selected: true });
  await expect(marked).toHaveCount(1);
  await expect(page.getByText("? unsure")).toBeVisible();
  for (let step = 0; step < 8; step += 1) await press(page, "z");
  await expect(marked).toHaveCount(0);
  await expect(page.getByText("? unsure")).toHaveCount(0);
  for (let step = 0; step < 8; step += 1) await press(page, "Shift+Z");
  await expect(page.getByRole("region", { name: "Missing from the note" }).getByRole("listitem")).toHaveCount(1);
  await expectSaved(page);
  await page.reload();
  await expect(marked).toHaveCount(1);
  await expect(page.getByText("? unsure")).toBeVisible();
  await expect(page.getByText("Unsupported detail").first()).toBeVisible();
});

test("a sentence is corrected in place, with what differs shown as it is typed", async ({ page }) => {
  const campaign = await openRound({ texts: visits(1) });
  await beginRound(page, campaign);
  await press(page, "j", "j", "c");
  const field = page.getByLabel(/as it should read/);
  const before = await field.inputValue();
  await field.fill(`${before.replace(/\.$/, "")}, it says here.`);
  await expect(page.locator("ins").first()).toContainText("it says here");
  await press(page, "Enter");
  await expect(note(page)).toBeVisible();
  await expectSaved(page);
  const { changes } = await readRound(campaign);
  const last = changes.at(-1)?.body;
  expect(last?.kind === "correct" ? last.corrected : null).toContain(", it says here.");
  expect(last?.kind === "correct" ? last.corrected : null).toContain("Visit 1.");
});

test("what cannot be judged takes a reason, and earlier cases stay open", async ({ page }) => {
  const campaign = await openRound({ texts: visits(3) });
  await beginRound(page, campaign);
  const first = openCase(page);
  await page.waitForTimeout(150);
  await press(page, "x");
  await page.getByRole("button", { name: "I know this patient" }).waitFor();
  await press(page, "1");
  await pauseForNextCase(page, first);
  await press(page, "[");
  await expect(page.getByText("Your verdict: cannot be judged")).toBeVisible();
  expect(openCase(page)).toBe(first);
  await expectReadableInBoth(page, "an earlier case");
  await page.waitForTimeout(150);
  await press(page, "Enter");
  await pauseForNextCase(page, first);
  await expectSaved(page);
  expect((await readRound(campaign)).assessments).toMatchObject([
    { assignmentId: first, verdict: "clean", version: 2 },
  ]);
  await page.goBack();
  await expect.poll(() => openCase(page)).toBe(first);
});

test("twenty clean cases follow each other by one key each", async ({ page }) => {
  const campaign = await openRound({ texts: visits(25) });
  await beginRound(page, campaign);
  await page.waitForTimeout(500);
  for (let read = 0; read < 20; read += 1) {
    const before = openCase(page);
    await press(page, "Enter");
    await pauseForNextCase(page, before);
  }
  await expect(page.getByText("case 21 of 25")).toBeVisible();
  await expectSaved(page);
  expect((await readRound(campaign)).assessments).toHaveLength(20);
});
