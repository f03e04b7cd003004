import type { Made, OperationExample } from "./operation-examples";

const PAIRS = "/projects/own/pairs";
const recipe = { origins: ["generations"], campaigns: ["own-gated"], validationShare: 0 };

function found(made: Made, operation: string, ...names: string[]): string {
  let at: unknown = made.get(operation);
  for (const name of names) at = typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined;
  if (typeof at !== "string") throw new Error(`${operation} answered without ${names.join(".")}.`);
  return at;
}

const set =
  (below = "") =>
  (made: Made) =>
    `${PAIRS}/${found(made, "pairs.build", "id")}${below}`;
const draft =
  (below = "") =>
  (made: Made) =>
    `${set("/drafts")(made)}/${found(made, "pairs.drafts", "items", "0", "id")}${below}`;
const version = (made: Made) => found(made, "pairs.freeze", "datasetVersionId");

/** From a closed round to a version of pairs and what rests on its labels. */
export const PAIR_EXAMPLES: Readonly<Record<string, OperationExample>> = {
  "pairs.choices": { path: `${PAIRS}/choices` },
  "pairs.plan": { path: `${PAIRS}/plan`, sent: { body: { recipe } } },
  "pairs.build": { path: PAIRS, sent: { body: { name: "taught", recipe } } },
  "pairs.byId": { path: set() },
  "pairs.drafts": { path: set("/drafts"), sent: { body: { bucket: "0,1", limit: 5 } } },
  "pairs.draft": { path: draft() },
  "pairs.change": {
    path: draft("/changes"),
    sent: {
      body: {
        version: 1,
        edit: { kind: "edit", chosen: "Well.", rejected: "Unwell.", hChosen: 0, hRejected: 1, reason: "Shorter." },
      },
    },
  },
  "pairs.changes": { path: set("/changes?limit=5") },
  "pairs.freeze": { path: set("/freeze"), sent: { body: { name: "taught pairs" } } },
  "pairs.list": { path: `${PAIRS}?limit=5` },
  "pairs.export": { path: set("/export?form=paired&conversational=true") },
  "pairs.card": { path: (made) => `${PAIRS}/${version(made)}/card` },
  "pairs.ofExample": { path: (made) => `${PAIRS}/examples/${version(made)}-0` },
  "pairs.assessments": { path: (made) => `${PAIRS}/versions/${version(made)}/assessments?limit=2` },
  "pairs.usesOfAssessment": { path: `${PAIRS}/assessments/own-gated-said-0-first/uses` },
  "pairs.discard": { path: `${PAIRS}/own-pairs` },
};
