import type { Page } from "@playwright/test";
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
const arms = (count: number) =>
  visits(count).flatMap((text) => [
    { ...text, arm: "zephyr-secret-7b" },
    { ...text, note: text.note.replace("No known allergies.", "Allergic to penicillin."), arm: "quokka-secret-2b" },
  ]);

test("side by side: which is better, how much and why, in three keys", async ({ page }) => {
  const campaign = await openRound({ texts: arms(2), protocol: { mode: "side-by-side", required: [] } });
  await page.goto(`${PROJECT}/review/${campaign}`);
  await expect(page.getByRole("heading", { name: "Note A" })).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(`${campaign}$`));
  await page.waitForTimeout(150);
  const first = openCase(page);
  await press(page, "Enter");
  await expect(page.getByText("Which note is better?").first()).toBeVisible();
  await press(page, "a", "Enter");
  await expect(page.getByText("How much better?").first()).toBeVisible();
  await expectReadableInBoth(page, "two notes side by side");
  await press(page, "m");
  await page.keyboard.type("B invents an allergy.");
  await press(page, "Escape", "2", "Enter");
  await pauseForNextCase(page, first);
  await press(page, "t", "Enter");
  await expect(page.getByText("You are through")).toBeVisible();
  await expectReadableInBoth(page, "the end of a round");
  await expectSaved(page);
  const { assessments } = await readRound(campaign);
  expect(assessments).toHaveLength(2);
  expect(assessments).toContainEqual(
    expect.objectContaining({ verdict: "first", strength: "clearly", reason: "B invents an allergy." }),
  );
  expect(assessments).toContainEqual(expect.objectContaining({ verdict: "tie", strength: null }));
});

test("a plain pass is one key a note, yes or no", async ({ page }) => {
  const campaign = await openRound({ texts: visits(3), protocol: { mode: "yes-no", required: [] } });
  await beginRound(page, campaign);
  await expectReadableInBoth(page, "a note to say yes or no of");
  for (const key of ["y", "n"]) {
    await page.waitForTimeout(150);
    const before = openCase(page);
    await press(page, key);
    await pauseForNextCase(page, before);
  }
  await press(page, "Enter");
  await expect(page.getByText("You are through")).toBeVisible();
  await expectSaved(page);
  const { assessments } = await readRound(campaign);
  expect(assessments.map(({ verdict }) => verdict).toSorted()).toEqual(["clean", "clean", "marked"]);
});

/** Feedback stays for half a second, whatever is pressed, so that a second Enter does not lead past it. */
const readFeedback = (page: Page) => page.waitForTimeout(600);

test("practice shows what was settled, and the first real case comes once it is passed", async ({ page }) => {
  const practice = visit(90);
  const wrong = "Lisinopril was continued because of good tolerance.";
  const start = practice.note.indexOf(wrong);
  const mark = {
    ...{ id: "settled-0001", kind: "error" as const, type: "contradiction", severity: "major", comment: "" },
    ...{ span: { start, end: start + wrong.length }, evidence: "none" as const },
  };
  const provenance = { how: "settled" as const, by: "The journey", why: "It wrote this note." };
  const campaign = await openRound({
    texts: visits(1),
    protocol: { practice: { cases: 2, passMark: 1 }, required: ["type"] },
    controls: [
      { ...practice, kind: "practice", truth: { verdict: "marked", marks: [mark] }, provenance },
      { ...visit(91), kind: "practice", truth: { verdict: "marked", marks: [mark] }, provenance },
    ],
  });
  const answerRightly = async () => {
    const before = openCase(page);
    await page.waitForTimeout(150);
    await press(page, "j", "j", "3", "Shift+Enter");
    await expect(page.getByText("✓ As settled")).toBeVisible();
    await readFeedback(page);
    await press(page, "Enter");
    await pauseForNextCase(page, before);
  };
  await beginRound(page, campaign);
  await expect(page.getByText("practice 1 of 2")).toBeVisible();
  await page.waitForTimeout(150);
  const first = openCase(page);
  await press(page, "Enter");
  await expect(page.getByText("✕ Settled otherwise")).toBeVisible();
  await expect(page.getByText("✕ Missed:")).toBeVisible();
  await expectReadableInBoth(page, "feedback of the practice");
  await readFeedback(page);
  await press(page, "Enter");
  await pauseForNextCase(page, first);
  await page.waitForTimeout(150);
  await press(page, "j", "j", "3", "Shift+Enter");
  await expect(page.getByText("✓ As settled")).toBeVisible();
  await readFeedback(page);
  await press(page, "Enter");
  await expect(page.getByText("Practice: not passed yet")).toBeVisible();
  await page.getByRole("button", { name: "Take the practice again" }).click();
  await expect(note(page)).toBeFocused();
  await answerRightly();
  await answerRightly();
  await expect(page.getByText("case 1 of 1")).toBeVisible();
});

test("practice of choices and of the plain pass says what was settled, and why", async ({ page }) => {
  const [why, worse] = ["The other invents an allergy.", visit(90).note.replace("No known", "Severe")];
  const provenance = { how: "settled" as const, by: "The journey", why };
  const choices = await openRound({
    texts: arms(1),
    protocol: { mode: "side-by-side", required: [], practice: { cases: 1, passMark: 0 } },
    controls: [
      {
        ...{ ...visit(90), otherNote: worse, kind: "practice", provenance },
        truth: { verdict: "tie", marks: [] },
      },
    ],
  });
  await page.goto(`${PROJECT}/review/${choices}`);
  await expect(page.getByRole("heading", { name: "Note A" })).toBeVisible();
  await page.waitForTimeout(150);
  const practised = openCase(page);
  await press(page, "b", "1", "a", "2", "Enter");
  await expect(page.getByText("✕ Settled otherwise")).toBeVisible();
  await expect(page.getByText("Settled: the two notes are equal.")).toBeVisible();
  await expect(page.getByText(why)).toBeVisible();
  await expectReadableInBoth(page, "feedback of a practised choice");
  await readFeedback(page);
  await press(page, "Enter");
  await pauseForNextCase(page, practised);
  await expect(page.getByText("case 1 of 1")).toBeVisible();
  await expectSaved(page);
  expect((await readRound(choices)).assessments.map(({ verdict }) => verdict)).toEqual(["first"]);

  const plain = await openRound({
    texts: visits(1),
    protocol: { mode: "yes-no", required: [], practice: { cases: 1, passMark: 1 } },
    controls: [{ ...visit(91), kind: "practice", truth: { verdict: "marked", marks: [] }, provenance }],
  });
  await beginRound(page, plain);
  await page.waitForTimeout(150);
  const first = openCase(page);
  await press(page, "y");
  await expect(page.getByText("✓ As settled")).toBeVisible();
  await expect(page.getByText("Settled: this note holds an error.")).toBeVisible();
  await expect(page.getByText(why)).toBeVisible();
  await expectReadableInBoth(page, "feedback of the plain pass");
  await readFeedback(page);
  await press(page, "Enter");
  await pauseForNextCase(page, first);
  await expect(page.getByText("case 1 of 1")).toBeVisible();
});

test("nothing that reaches the browser says which model wrote a note", async ({ page }) => {
  const campaign = await openRound({ title: "Blinded letters", texts: arms(3) });
  const said: string[] = [];
  page.on("request", (request) => said.push(request.url(), request.postData() ?? ""));
  page.on("response", async (response) => {
    said.push(JSON.stringify(response.headers()));
    if (response.request().resourceType() !== "document") said.push(await response.text().catch(() => ""));
  });
  page.on("console", (message) => said.push(message.text()));
  await beginRound(page, campaign);
  for (let read = 0; read < 3; read += 1) {
    await page.waitForTimeout(150);
    const before = openCase(page);
    await press(page, "Enter");
    await pauseForNextCase(page, before);
    said.push(await page.title(), page.url(), await page.content());
  }
  await press(page, "[");
  await expectSaved(page);
  const all = said.join("\n");
  expect(all.length).toBeGreaterThan(10_000);
  expect(all).not.toMatch(/zephyr|quokka|secret-/);
});
