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

test("every screen of a round is readable by everyone, in light and dark", async ({ page }) => {
  const campaign = await openRound({
    texts: visits(2),
    protocol: {
      instructions: "Read the note against the dialogue.",
      examples: [{ kind: "negative", source: "Stopped smoking.", note: "Former smoker.", why: "The same fact." }],
    },
  });
  await page.goto(`${PROJECT}/review`);
  await expect(page.getByRole("heading", { name: "Your rounds" })).toBeVisible();
  await page.getByRole("link", { name: "Begin" }).first().waitFor();
  await expectReadableInBoth(page, "the rounds");
  await beginRound(page, campaign);
  await press(page, "j", "2", "s", "e", "2", "Enter", "+", "4", "Escape", ",");
  await expectReadableInBoth(page, "a case with marks");
  await press(page, "e");
  await expectReadableInBoth(page, "choosing in the source");
  await press(page, "Escape", "c");
  await expectReadableInBoth(page, "a correction");
  await press(page, "Escape", "i");
  await expect(page.getByRole("region", { name: "Instructions" })).toBeVisible();
  await expectReadableInBoth(page, "the instructions");
  await press(page, "i", "x");
  await page.getByRole("dialog").waitFor();
  await expectReadableInBoth(page, "cannot judge");
  await press(page, "Escape", "?");
  await expect(page.getByRole("dialog").getByText("Link the source")).toBeVisible();
  await expectReadableInBoth(page, "the keys");
});

test("by keyboard and by what is announced alone", async ({ page }) => {
  const campaign = await openRound({ texts: visits(2) });
  await page.goto(`${PROJECT}/review`);
  await page
    .getByRole("link", { name: /Begin|Go on/ })
    .first()
    .waitFor();
  await beginRound(page, campaign);
  const list = note(page);
  await expect(list.getByRole("option")).toHaveCount(4);
  await expect(list).toHaveAttribute("aria-activedescendant", "sentence-0");
  await press(page, "j", "3", "s");
  await expect(list).toHaveAttribute("aria-activedescendant", "sentence-1");
  await expect(list.getByRole("option", { selected: true })).toHaveAccessibleName(/metformin.*Contradicts, minor\./);
  await expect(page.locator("[data-said]")).toHaveText("Contradicts, minor.");
  await press(page, "e", "ArrowDown", "ArrowDown", "Space", "Enter");
  const source = page.getByRole("listbox", { name: /^Source/ });
  await expect(source.getByRole("option", { selected: true })).toHaveAccessibleName(
    /^3\. Patient .*linked as evidence/,
  );
  await press(page, "/");
  await page.keyboard.type("cough");
  await expect(page.getByText("1 of 1")).toBeVisible();
  await press(page, "Escape");
  await expect(list).toBeFocused();
  await press(page, "m");
  await page.keyboard.type("He said so twice.");
  await press(page, "Escape");
  await expect(list).toBeFocused();
  const before = openCase(page);
  await press(page, "Shift+Enter");
  await pauseForNextCase(page, before);
  await expectSaved(page);
  expect((await readRound(campaign)).assessments).toMatchObject([{ verdict: "marked", comment: "He said so twice." }]);
});

test("source and note stand side by side where there is room, and one above the other on a tablet", async ({
  page,
}) => {
  const campaign = await openRound({ texts: visits(1) });
  const boxes = async () => {
    const [source, reading] = await Promise.all([
      page.locator("[data-column=source]").boundingBox(),
      page.locator("[data-column=note]").boundingBox(),
    ]);
    if (!source || !reading) throw new Error("A column is not there.");
    return { source, reading };
  };
  await beginRound(page, campaign);
  // 1366 pixels at 150 %.
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 911, height: 512 },
  ]) {
    await page.setViewportSize(size);
    const { source, reading } = await boxes();
    expect(source.x + source.width, `at ${size.width}`).toBeLessThanOrEqual(reading.x + 1);
    expect(reading.height, `at ${size.width}`).toBeGreaterThan(size.height * 0.4);
  }
  await page.setViewportSize({ width: 800, height: 1100 });
  const { source, reading } = await boxes();
  expect(source.y + source.height).toBeLessThanOrEqual(reading.y + 1);
  expect(source.width).toBeGreaterThan(780);
});

test("a note in Arabic is read and selected from right to left, at its exact place", async ({ page }) => {
  const text = "يعاني المريض من سعال منذ ثلاثة أيام. لا توجد حرارة.";
  const source = "الطبيب: كيف حالك اليوم؟\nالمريض: عندي سعال وحرارة خفيفة.";
  const campaign = await openRound({ texts: [{ note: text, source }] });
  await beginRound(page, campaign);
  const first = note(page).getByRole("option").first();
  expect(await first.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
  await press(page, "Shift+ArrowLeft", "Shift+ArrowLeft", "1");
  await expectSaved(page);
  const { changes } = await readRound(campaign);
  const body = changes[0]?.body;
  const span = body?.kind === "mark" ? body.mark.span : { start: 0, end: 0 };
  expect(text.slice(span.start, span.end)).toBe("يعاني المريض");
});

test("a text of 200 kB is marked like any other", async ({ page }) => {
  const line = "The patient reports intermittent chest pain that radiates to the left arm and resolves with rest. ";
  const long = Array.from({ length: 2_000 }, (_, index) => `Number ${index + 1}. ${line}`).join("\n");
  const campaign = await openRound({ texts: [{ note: long, source: long }] });
  await beginRound(page, campaign);
  for (let step = 0; step < 15; step += 1) await press(page, "j", "1", "s");
  await page.waitForSelector("[data-unsent='0']");
  const { changes } = await readRound(campaign);
  const marks = changes.flatMap(({ body }) => (body.kind === "mark" ? [body.mark] : []));
  expect(new Set(marks.map(({ id }) => id)).size).toBe(15);
});
