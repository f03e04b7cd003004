import type { Holds, Split } from "../datasets/dataset-types";
import { SPLITS } from "../datasets/dataset-types";
import { formatCounted } from "../format/number";
import type { PairBucket, PairOrigin } from "./pair";
import type { PairSetOrigin } from "./pair-set-origin";

export const ORIGIN_WORDS: Readonly<Record<PairOrigin, string>> = {
  correction: "a reader's correction against what was corrected",
  generations: "a clean against a hallucinated generation of the same note",
  choice: "a side-by-side choice",
  rewrite: "a clean note against an adversarial rewrite",
  imported: "a file that was imported",
};

const HOLDS_WORDS: Readonly<Record<Holds, string>> = {
  synthetic: "synthetic text",
  deidentified: "de-identified text of patients",
  identifiable: "identifiable text of patients",
  unstated: "nobody has said what the text is",
};

const CONFLICT_WORDS = {
  "leave-out": "left out, unless somebody settled them",
  majority: "by more than half of the readers, unless somebody settled them",
  any: "hallucinated as soon as one reader says so, unless somebody settled them",
} as const;

export type CardFacts = {
  name: string;
  number: number;
  type: string;
  digest: string;
  rows: number;
  erased: number;
  splits: Partial<Record<Split, number>>;
  holds: Holds;
  approval: string | null;
  approvedUntil: string | null;
  origins: { origin: PairOrigin; readers: string | null; pairs: number }[];
  buckets: { bucket: PairBucket | "0" | "1"; pairs: number }[];
  flipped: number;
  made: PairSetOrigin | null;
};

const table = (head: readonly [string, string], rows: readonly (readonly [string, string | number])[]) =>
  [`| ${head.join(" | ")} |`, "|---|---|", ...rows.map(([one, other]) => `| ${one} | ${other} |`)].join("\n");

function frontMatter({ splits }: CardFacts): string {
  const files = SPLITS.filter((split) => splits[split]).map((split) => `  - split: ${split}\n    path: ${split}.jsonl`);
  return ["---", "configs:", "- config_name: default", "  data_files:", ...files, "---"].join("\n");
}

function rulesOf({ recipe, exclusions, excludedByHand, edited, assessments }: PairSetOrigin): string {
  const kept = [
    `- Readings behind them: ${assessments}, each named with its pairs in Assay.`,
    `- Notes that readers differ on: ${CONFLICT_WORDS[recipe.conflicts]}.`,
    `- Pairs of one prompt: at most ${recipe.pairsPerPrompt}. Validation: ${recipe.validationShare} of the patients or documents, drawn by seed ${recipe.seed}, never by pair.`,
    `- Kept apart from ${formatCounted(recipe.keepOut.length, "version", "versions")} that measure${recipe.study ? ", and from the confirming notes of a study" : ""}.`,
    `- Changed by hand: ${edited}. Left out by hand: ${excludedByHand}.`,
  ];
  if (recipe.origins.includes("rewrite")) kept.push(`- Adversarial ratio: ${recipe.adversarialRatio}.`);
  if (recipe.origins.includes("choice") && recipe.unmarkedChoices === "factual") {
    kept.push("- Choices between notes that nobody marked count as (0, 0).");
  }
  const left = exclusions.map(({ reason, pairs }): [string, number] => [reason, pairs]);
  const told = left.length > 0 ? table(["Left out", "Times"], left) : "Nothing was left out.";
  return ["## Rules", kept.join("\n"), "## Exclusions", told].join("\n\n");
}

/** What a set of pairs is, without a word of its text. */
export function writeDataCard(facts: CardFacts): string {
  const { name, number, rows, erased, digest, holds, approval, approvedUntil, flipped, type } = facts;
  const licence = approval
    ? `Approval: ${approval}${approvedUntil ? `, until ${approvedUntil}` : ""}.`
    : "No approval is named.";
  const parts = [
    frontMatter(facts),
    `# ${name} v${number}`,
    `${formatCounted(rows, type === "unpaired" ? "judged answer" : "pair")}, version digest (SHA-256) \`${digest}\`.${erased > 0 ? ` Of these ${erased} were erased since and are not in the files.` : ""}`,
    `h = 1 means hallucinated, 0 factual. A factual answer stands before a hallucinated one; ${formatCounted(flipped, "pair was", "pairs were")} turned for that. In the unpaired form an answer is wanted (true) where it is factual.`,
    "## What it holds",
    `${HOLDS_WORDS[holds][0]?.toUpperCase()}${HOLDS_WORDS[holds].slice(1)}. ${licence} No licence is granted by this file.`,
    table(
      ["Split", "Rows"],
      SPLITS.flatMap((split) => (facts.splits[split] ? [[split, facts.splits[split]] as const] : [])),
    ),
    "## Origins",
    table(
      ["Origin, and who read", "Rows"],
      facts.origins.map(({ origin, readers, pairs }) => [
        `${ORIGIN_WORDS[origin]}${readers ? ` (${readers})` : ""}`,
        pairs,
      ]),
    ),
    "## Labels",
    table(
      [type === "unpaired" ? "h" : "(h chosen, h rejected)", "Rows"],
      facts.buckets.map(({ bucket, pairs }) => [`(${bucket})`, pairs]),
    ),
    ...(facts.made ? [rulesOf(facts.made)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}
