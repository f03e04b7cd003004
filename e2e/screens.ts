import type { Page } from "@playwright/test";

/** Every screen over the seeded scenario, with the words that say it is whole. */
export const SCREENS = {
  "sign-in": { path: "/sign-in", shows: "Sign in to see your runs." },
  overview: { path: "", shows: "Sample study" },
  runs: { path: "/runs", shows: "sft r32 · seed 1" },
  "runs-preview": { path: "/runs", shows: "sft r32 · seed 1", keys: ["j", "j", "j", " "], opens: "Open run" },
  palette: { path: "/runs", shows: "sft r32 · seed 1", keys: ["Control+k"], opens: "Models" },
  keys: { path: "/runs", shows: "sft r32 · seed 1", keys: ["?"], opens: "Select up to here" },
  "no-runs": { path: "/runs?filter=name%20%3D%20nothing", shows: "No run matches this filter" },
  "run-groups": { path: "/runs?group=seeds", shows: "sft r32" },
  "run-groups-by-rank": { path: "/runs?view=seed-view-sweep", shows: "Sweep by rank" },
  "run-columns": { path: "/runs", shows: "sft r32 · seed 1", keys: ["c"], opens: "Loss" },
  "run-views": { path: "/runs", shows: "sft r32 · seed 1", keys: ["v"], opens: "Sweep by rank" },
  "project-charts": { path: "/charts", shows: "Loss over seeds", height: 1000 },
  "chart-editor": { path: "/charts", shows: "Loss over seeds", clicks: "New chart", opens: "validation/loss" },
  "charts-of-runs": {
    path: "/charts?filter=tag%3A%20rank-sweep&bands=sd",
    shows: "one standard deviation over seeds",
    height: 1300,
  },
  "charts-of-no-run": { path: "/charts?filter=name%20%3D%20nothing", shows: "No run to draw" },
  launch: { path: "/launch", shows: "Batch size", height: 1600 },
  "launch-again": { path: "/launch?from=seed-out-of-memory&config.batchSize=8", shows: "from sft full · batch 16" },
  datasets: { path: "/datasets", shows: "rows" },
  dataset: { path: "/datasets/seed-dataset", shows: "visit-notes", height: 1300 },
  "import-waiting": { path: "/datasets/imports/seed-import", shows: "The first 5 rows", height: 1600 },
  "import-failed": { path: "/datasets/imports/seed-import-failed", shows: "Read it as windows-1252" },
  models: { path: "/models", shows: "smollm2" },
  model: { path: "/models", shows: "smollm2", follows: "sft r16", opens: "Runs that used it" },
  erasures: { path: "/datasets/erased", shows: "patients and documents whose text is gone" },
  secrets: { path: "/secrets", shows: "of Clinical notes" },
  egress: { path: "/egress", shows: "Downloads from a model hub" },
  people: { path: "/people", shows: "What each role may do" },
  account: { path: "/account", shows: "Where you are signed in" },
  "new-project": { path: "/new-project", shows: "In addresses" },
  invite: { path: "/invite#of-nobody", shows: "was used or withdrawn" },
  "reset-password": { path: "/reset-password#of-nobody", shows: "Choose a new password" },
  "run-finished": { path: "/runs/seed-sft", shows: "Inputs and outputs", height: 1200 },
  "run-live": { path: "/runs/seed-running", shows: "156 of 200 steps" },
  "run-failed": { path: "/runs/seed-out-of-memory", shows: "It ran out of memory" },
  "run-lost": { path: "/runs/seed-lost", shows: "The run was lost" },
  "run-waiting": { path: "/runs/seed-waiting", shows: "Waits for" },
  charts: { path: "/runs/seed-sft/charts", shows: "Find a metric", height: 1300 },
  system: { path: "/runs/seed-sft/system", shows: "cpu" },
  logs: { path: "/runs/seed-out-of-memory/logs", shows: "Loading the model" },
  artifacts: { path: "/runs/seed-sft/artifacts", shows: "adapter" },
  lineage: { path: "/runs/seed-evaluate/lineage", shows: "Read from left to right" },
  "lineage-both-ways": { path: "/lineage/run/seed-evaluate", shows: "the same boxes, in words", height: 1300 },
  evaluation: { path: "/runs/seed-evaluate/evaluation", shows: "Estimates", height: 1600 },
  example: {
    path: "/runs/seed-evaluate/evaluation",
    shows: ": open example",
    clicks: ": open example",
    opens: "Reference",
  },
  generations: { path: "/runs/seed-generate-tuned/generations", shows: "mark words against the reference" },
  compare: { path: "/compare?runs=seed-generate-base,seed-generate-tuned", shows: "What differs", height: 1600 },
  "compare-trainings": { path: "/compare?runs=seed-sweep-00,seed-sweep-04", shows: "so there is no interval" },
  "compare-nothing": { path: "/compare", shows: "Compare two to a hundred runs" },
  "compared-example": {
    path: "/compare?runs=seed-generate-base,seed-generate-tuned",
    shows: ": open what both wrote",
    clicks: ": open what both wrote",
    opens: "Mark words against",
  },
  "api-reference": { path: "/api-reference", shows: "The API of this Assay" },
  "api-reference-runs": { path: "/api-reference/runs", shows: "Sorted and filtered in the database", height: 1200 },
  campaigns: { path: "/campaigns", shows: "Base against tuned" },
  "campaign-new": { path: "/campaigns/new", shows: "Choose readers to see the weeks", height: 2600 },
  "labels-import": { path: "/campaigns/import", shows: "Import labels", height: 1200 },
  "campaign-protocol": {
    path: "/campaigns",
    shows: "Tuned model, first look",
    follows: ["Tuned model, first look", "Protocol"],
    opens: "Types and severity",
  },
  "campaign-answers": {
    path: "/campaigns",
    shows: "Tuned model, first look",
    follows: ["Tuned model, first look", "Known answers0"],
    opens: "No known answers",
  },
  "campaign-preview": {
    path: "/campaigns",
    shows: "Tuned model, first look",
    follows: ["Tuned model, first look", "What readers see"],
    opens: "Note under review",
  },
  gate: {
    path: "/campaigns",
    shows: "Tuned model, first look",
    follows: "Tuned model, first look",
    opens: "Undecided",
  },
  "gate-passed": {
    path: "/campaigns",
    shows: "References, as a check",
    follows: "References, as a check",
    opens: "Passes",
  },
  "gate-running": {
    path: "/campaigns",
    shows: "looked at as it goes",
    follows: "Tuned model, looked at as it goes",
    opens: "Log likelihood ratio",
  },
  "gate-result": {
    path: "/campaigns",
    shows: "Base against tuned",
    follows: ["Base against tuned", "Result"],
    opens: "before adjudication",
    height: 1900,
  },
  disagreements: {
    path: "/campaigns",
    shows: "Tuned model, first look",
    follows: ["Tuned model, first look", "Disagreements"],
    opens: "They differ in",
  },
  settle: {
    path: "/campaigns",
    shows: "Tuned model, first look",
    follows: ["Tuned model, first look", "Disagreements", "Settle one after another"],
    opens: "not decided",
  },
  "gate-cases": {
    path: "/campaigns",
    shows: "Base against tuned",
    follows: ["Base against tuned", "Cases"],
    opens: "Call it wrong",
  },
  "gate-rule": {
    path: "/campaigns",
    shows: "References, as a check",
    follows: ["References, as a check", "Rule"],
    opens: "changed later",
    height: 1100,
  },
  signatures: {
    path: "/campaigns",
    shows: "Base against tuned",
    follows: ["Base against tuned", "Signatures"],
    opens: "Nobody signed this gate",
  },
  pairs: { path: "/datasets/pairs", shows: "What round 4 taught" },
  "pair-set": {
    path: "/datasets/pairs",
    shows: "What round 4 taught",
    follows: "What round 4 taught",
    opens: "Left out by the rules",
  },
  "pairs-new": { path: "/datasets/pairs/new", shows: "Base against tuned", height: 1500 },
  "preference-row": { path: "/datasets/seed-pairs-dataset?row=1", shows: "Rejected, hallucinated" },
  "unpaired-row": { path: "/datasets/seed-labels-dataset?row=1", shows: "This answer is" },
  margins: { path: "/runs/seed-fdpo-10-1/margins", shows: "on the same pairs", height: 2300 },
  studies: { path: "/studies", shows: "Visit notes, the whole loop" },
  study: {
    path: "/studies",
    shows: "Visit notes, the whole loop",
    follows: "Visit notes, the whole loop",
    opens: "Waits for readers",
    height: 1300,
  },
  "study-report": {
    path: "/studies",
    shows: "Visit notes, the whole loop",
    follows: ["Visit notes, the whole loop", "Report"],
    opens: "preview, not frozen",
    height: 2600,
  },
  reports: { path: "/reports", shows: "No report was frozen yet" },
  "study-new": { path: "/studies/new", shows: "Give it a name.", height: 2000 },
  "not-here": { path: "/runs/no-such-run", shows: "There is no such run here" },
} as const satisfies Record<string, Screen>;

export type Screen = {
  path: string;
  shows: string /** Pressed once the screen is there, and what they bring. */;
  keys?: readonly string[];
  clicks?: string;
  /** Links to what is to be seen, one behind the other. */
  follows?: string | readonly string[];
  opens?: string;
  height?: number;
};

/** What comes after the first fetches: sparklines, counts, lazy curves. */
const SETTLE_MILLISECONDS = 400;
const WITHOUT_PROJECT = [
  "/sign-in",
  "/account",
  "/new-project",
  "/api-reference",
  "/api-reference/runs",
  "/invite#of-nobody",
  "/reset-password#of-nobody",
];

/** Nothing in the window stands in for what is still to come; what lies below it is fetched when it is seen. */
async function waitUntilWhole(page: Page): Promise<void> {
  await page.getByText("catching up").waitFor({ state: "hidden" });
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".animate-late, main figure[aria-label]")].every((each) => {
      const { top, bottom, height } = each.getBoundingClientRect();
      const outside = height === 0 || top > innerHeight || bottom < 0;
      return outside || each.querySelector("[role=slider], svg[role=img], svg.recharts-surface") !== null;
    }),
  );
  await page.waitForTimeout(SETTLE_MILLISECONDS);
}

/** Opens a screen and waits until nothing of it is still being fetched or moved. */
export async function openScreen(page: Page, screen: Screen, project: string): Promise<void> {
  await page.goto(WITHOUT_PROJECT.includes(screen.path) ? screen.path : `${project}${screen.path}`);
  await page.getByText(screen.shows).or(page.getByPlaceholder(screen.shows)).first().waitFor();
  await waitUntilWhole(page);
  for (const key of screen.keys ?? []) await page.keyboard.press(key);
  if (screen.clicks) await page.getByRole("button", { name: screen.clicks }).first().click();
  if (screen.follows) {
    for (const name of [screen.follows].flat()) await page.getByRole("link", { name, exact: true }).first().click();
    await page
      .getByText(screen.opens ?? "")
      .first()
      .waitFor();
    return waitUntilWhole(page);
  }
  if (screen.opens)
    await page.getByRole("dialog").or(page.getByRole("complementary")).getByText(screen.opens).first().waitFor();
}
