import type { Page } from "@playwright/test";
import { PROJECT } from "../journey";
import type { Person } from "../people";
import { beginRound, openRound, press, visit } from "../review-round";
import { practiceControls } from "./practice-controls";

export type ReviewRounds = { marks: string; plain: string; sides: string };
type Prepare = (page: Page, rounds: ReviewRounds) => Promise<void>;
/** `touch`: a tablet by finger beside the two desktops. */
export type ReviewShot = { person: Person; prepare: Prepare; touch?: true };

const visits = (count: number) => Array.from({ length: count }, (_, index) => visit(index + 1));

/** The rounds that the pictures of the workspace show, one of each mode. */
export async function openReviewRounds(): Promise<ReviewRounds> {
  const examples = [
    { kind: "positive" as const, source: "Ten milligrams.", note: "Takes 20 mg.", why: "Another dose was said." },
    { kind: "negative" as const, source: "I stopped smoking.", note: "Former smoker.", why: "The same fact." },
  ];
  const instructions = "Read the note against the dialogue. Mark what the dialogue does not bear out.";
  return {
    marks: await openRound({ title: "Letters, marks", texts: visits(6), protocol: { instructions, examples } }),
    plain: await openRound({
      ...{ title: "Letters, plain", texts: visits(3) },
      protocol: { mode: "yes-no", required: [] },
    }),
    sides: await openRound({
      title: "Letters, side by side",
      texts: visits(2).flatMap((text) => [
        { ...text, arm: "one" },
        { ...text, note: text.note.replace("No known", "Several"), arm: "other" },
      ]),
      protocol: { mode: "side-by-side", required: [] },
    }),
  };
}

const steps =
  (round: keyof ReviewRounds, ...keys: string[]): Prepare =>
  async (page, rounds) => {
    await beginRound(page, rounds[round]);
    await press(page, ...keys);
  };
const MARKED = ["j", "2", "s", "e", "3", "Enter", "+", "5", "s", "Escape", ","];

/** The page's clock stands still: a verdict needs it to go on, as no key counts right after a case was shown. */
const letPass = async (page: Page, seconds: number) =>
  page.clock.setFixedTime((await page.evaluate(() => Date.now())) + seconds * 1000);

/** The workspace in each of its states, and the queue before it. */
export const REVIEW_SHOTS: Readonly<Record<string, ReviewShot>> = {
  audit: {
    person: "admin",
    prepare: async (page) => {
      await page.goto(`${PROJECT}/audit`);
      await page.getByRole("row").nth(1).waitFor();
    },
  },
  "review-rounds": {
    ...{ person: "reviewer", touch: true },
    prepare: async (page) => {
      await page.goto(`${PROJECT}/review`);
      await page
        .getByRole("link", { name: /Begin|Go on/ })
        .first()
        .waitFor();
    },
  },
  "review-case": { person: "reviewer", touch: true, prepare: steps("marks") },
  "review-marks": { person: "reviewer", touch: true, prepare: steps("marks", ...MARKED) },
  "review-evidence": { person: "reviewer", touch: true, prepare: steps("marks", "j", "1", "s", "e") },
  "review-correction": { person: "reviewer", touch: true, prepare: steps("marks", "j", "c") },
  "review-instructions": { person: "reviewer", touch: true, prepare: steps("marks", "i") },
  "review-cannot-judge": { person: "reviewer", prepare: steps("marks", "x") },
  "review-earlier": { person: "reviewer", prepare: steps("marks", "[") },
  "review-keys": { person: "reviewer", prepare: steps("marks", "?") },
  "review-plain": { person: "reviewer", touch: true, prepare: steps("plain") },
  "review-sides": {
    ...{ person: "reviewer", touch: true },
    prepare: async (page, { sides }) => {
      await page.goto(`${PROJECT}/review/${sides}`);
      await page.getByRole("heading", { name: "Note A" }).waitFor();
      await press(page, "a");
    },
  },
  "review-practice": {
    ...{ person: "reviewer", touch: true },
    prepare: async (page) => {
      const protocol = { practice: { cases: 1, passMark: 1 }, required: ["type" as const] };
      const round = await openRound({
        ...{ title: "Letters, practice", texts: visits(2), protocol, controls: practiceControls() },
      });
      await beginRound(page, round);
      await letPass(page, 2);
      await press(page, "Enter");
      await page.getByText("Settled otherwise").waitFor();
    },
  },
  "review-offline": {
    ...{ person: "reviewer", touch: true },
    prepare: async (page, { marks }) => {
      await beginRound(page, marks);
      await page.context().setOffline(true);
      await press(page, "j", "2", "s");
      await page.getByText("Offline.").first().waitFor();
    },
  },
  "review-session-ended": {
    ...{ person: "reviewer", touch: true },
    prepare: async (page, { marks }) => {
      await beginRound(page, marks);
      await page.context().clearCookies();
      await press(page, "j", "1", "s");
      await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
    },
  },
  "review-two-tabs": {
    person: "reviewer",
    prepare: async (page) => {
      const round = await openRound({ title: "Letters, in two tabs", texts: visits(2) });
      const other = await page.context().newPage();
      await beginRound(page, round);
      await beginRound(other, round);
      await press(other, "j", "2", "s");
      await page.getByRole("option", { selected: true }).first().waitFor();
      await page.bringToFront();
    },
  },
};
