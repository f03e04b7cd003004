import { digestOf, NOTE } from "@/db/testing/review-round";
import type { Sent } from "./api-rig";
import { PAIR_EXAMPLES } from "./pair-examples";

/** What earlier examples made, by the id of their operation. */
export type Made = ReadonlyMap<string, unknown>;

export type OperationExample = {
  path: string | ((made: Made) => string);
  sent?: Sent;
  /** The state in which the opened import must be. */
  waitsFor?: "waiting";
};

const OWN = "/projects/own";
const LIVE = "/projects/live/runs/live-run";
const ROUGE = "definition=text.rouge_l%401";

const CSV = "talk,summary\nCough for two days?,Coughs.\nFever since when?,Febrile.\n";
const COLUMNS = "columns=source%3Dtalk,reference%3Dsummary";

function storedVersion(made: Made): string {
  const answer = made.get("datasets.import");
  const id = typeof answer === "object" && answer && "datasetVersionId" in answer ? answer.datasetVersionId : null;
  if (typeof id !== "string") throw new Error("No dataset was imported.");
  return id;
}

export function madeId(made: Made, operation: string): string {
  const answer = made.get(operation);
  const id: unknown = typeof answer === "object" && answer !== null && "id" in answer ? answer.id : undefined;
  if (typeof id !== "string") throw new Error(`${operation} made nothing with an id.`);
  return id;
}

const campaign =
  (below = "") =>
  (made: Made) =>
    `${OWN}/campaigns/${madeId(made, "campaigns.create")}${below}`;

function firstId(made: Made, operation: string, list: string): string {
  const answer = made.get(operation);
  const items: unknown =
    typeof answer === "object" && answer ? Object.entries(answer).find(([name]) => name === list)?.[1] : [];
  return madeId(new Map([[list, Array.isArray(items) ? items[0] : null]]), list);
}

const loop = {
  name: "Loop",
  notesVersionId: "own-version",
  heldOut: ["validation", "test"],
  readers: { kind: "simulated", skills: [{ sensitivity: 0.9, specificity: 0.95 }] },
};

const launchedLoop = (below: string) => (made: Made) => {
  const answer = made.get("studies.launchLoop");
  const id = typeof answer === "object" && answer && "studyId" in answer ? answer.studyId : null;
  return `${OWN}/studies/${String(id)}${below}`;
};

const LABELS = "item,reader,label\na,ann,1\na,ben,0\nb,ann,0\nb,ben,0";
const launch = { stage: "import-model", config: { source: "random" }, name: "tiny" };
const chart = {
  title: "Loss",
  keys: ["train/loss"],
  of: { filter: "stage = sft" },
  axis: "step",
  scale: "linear",
  smoothing: 0,
  bands: "none",
};

/** Wrong: the practice case of the round has an error. */
const CLEAN = {
  id: "a-verdict",
  assignmentId: "own-round-admin-0",
  clock: 1,
  madeAt: "2026-11-22T10:00:00Z",
  seconds: 12,
  noteDigest: digestOf(NOTE),
  hintsShown: false,
  body: { kind: "verdict", verdict: "clean", reason: null, strength: null },
};

/** One request for each operation, in an order in which each finds what it needs. */
export const OPERATION_EXAMPLES: Readonly<Record<string, OperationExample>> = {
  "projects.viewer": { path: "/viewer" },
  "projects.list": { path: "/projects" },
  "projects.create": { path: "/projects", sent: { body: { name: "Second", slug: "second" } } },
  "tokens.create": { path: "/tokens", sent: { body: { name: "nightly", scope: "log", project: "own" } } },
  "tokens.list": { path: "/tokens" },
  "tokens.revoke": { path: (made) => `/tokens/${madeId(made, "tokens.create")}` },
  "account.signInAddress": { path: "/account/sign-in-address" },
  "account.passwordLink": { path: "/account/password-link", sent: { body: { email: "other@assay.test" } } },
  "runs.list": { path: `${OWN}/runs?limit=2&sort=name.asc` },
  "runs.keys": { path: `${OWN}/runs/keys` },
  "runs.check": { path: `${OWN}/runs/check`, sent: { body: launch } },
  "runs.launch": { path: `${OWN}/runs`, sent: { body: launch } },
  "runs.planSweep": { path: `${OWN}/sweeps/plan`, sent: { body: { ...launch, seeds: [1, 2] } } },
  "runs.launchSweep": { path: `${OWN}/sweeps`, sent: { body: { ...launch, seeds: [1, 2] } } },
  "sweeps.readFile": { path: `${OWN}/sweeps/files/read`, sent: { body: { text: "modified_dpo: {deltas: [0]}" } } },
  "sweeps.writeFile": {
    path: `${OWN}/sweeps/files/write`,
    sent: { body: { stage: "fdpo", vary: { delta: [0, 2] }, models: [{ modelId: "own-model", short: "tuned" }] } },
  },
  "sweeps.exportFile": { path: `${OWN}/sweeps/own-deltas/file` },
  "runs.byId": { path: `${OWN}/runs/own-failed` },
  "runs.prioritise": { path: `${OWN}/runs/own-queued/priority`, sent: { body: { priority: 5 } } },
  "runs.cancel": { path: `${OWN}/runs/own-queued/cancel` },
  "runs.retry": { path: `${OWN}/runs/own-cancelled/retry` },
  "runs.resume": { path: `${OWN}/runs/own-failed/resume` },
  "runs.archive": { path: `${OWN}/runs/own-generate/archive` },
  "runs.restore": { path: `${OWN}/runs/own-generate/restore` },
  "series.keys": { path: `${LIVE}/metric-keys` },
  "series.read": { path: `${LIVE}/metrics?keys=train/loss,train/none&buckets=10` },
  "logs.read": { path: `${LIVE}/logs?after=0&limit=2` },
  "evaluations.byRun": { path: `${OWN}/runs/own-evaluate/evaluations` },
  "evaluations.examples": { path: `${OWN}/runs/own-evaluate/evaluations/examples?${ROUGE}&limit=2` },
  "evaluations.example": { path: `${OWN}/runs/own-evaluate/evaluations/examples/own-example-0` },
  "evaluations.distribution": { path: `${OWN}/runs/own-evaluate/evaluations/distribution?${ROUGE}` },
  "margins.byRun": { path: `${LIVE}/margins` },
  "margins.sweep": { path: `${LIVE}/margins/sweep?split=train` },
  "margins.pairs": { path: `${LIVE}/margins/pairs?split=train&step=1&limit=1` },
  "margins.pair": { path: `${LIVE}/margins/pairs/pair-0?split=train` },
  "generations.list": { path: `${OWN}/runs/own-generate/generations?limit=2` },
  "generations.search": { path: `${OWN}/runs/own-generate/generations/search`, sent: { body: { query: "wrote 1" } } },
  "artifacts.byRun": { path: `${OWN}/runs/own-sft/artifacts` },
  "artifacts.files": { path: `${OWN}/artifacts/folder/files` },
  "artifacts.download": { path: "/artifacts/weights" },
  "attempts.byRun": { path: `${LIVE}/attempts` },
  "lineage.byRun": { path: `${OWN}/runs/own-evaluate/lineage` },
  "lineage.trace": { path: `${OWN}/lineage/note/own-example-0` },
  "lineage.members": { path: `${OWN}/lineage/note/own-example-0/members?list=notes%40own-version` },
  "compare.fields": { path: `${OWN}/compare/fields?runs=own-generate,own-base` },
  "compare.examples": {
    path: `${OWN}/compare/examples?candidate=own-candidate&baseline=own-baseline&${ROUGE}&limit=2`,
  },
  "compare.example": { path: `${OWN}/compare/examples/own-example-0?evaluations=own-candidate,own-baseline` },
  "compare.report": { path: `${OWN}/compare?runs=own-generate,own-base&fold=false` },
  "runs.groups": { path: `${OWN}/runs/groups?by=stage&columns=duration&limit=2` },
  "runs.ids": { path: `${OWN}/runs/ids?filter=stage%20%3D%20generate` },
  "runs.tagMany": { path: `${OWN}/runs/tags`, sent: { body: { runs: ["own-sft", "own-base"], add: ["paper"] } } },
  "runs.changeMany": { path: `${OWN}/runs/actions`, sent: { body: { runs: ["own-sft", "none"], action: "cancel" } } },
  "runs.writeNote": { path: `${OWN}/runs/own-sft/note`, sent: { body: { before: "", note: "Look again." } } },
  "runs.removal": { path: `${OWN}/runs/removal`, sent: { body: { runs: ["own-sft"] } } },
  "runs.remove": { path: `${OWN}/runs/remove`, sent: { body: { runs: ["own-doomed"] } } },
  "audit.list": { path: `${OWN}/audit?limit=2` },
  "audit.verify": { path: `${OWN}/audit/verification`, sent: { body: {} } },
  "audit.exportHead": { path: `${OWN}/audit/heads` },
  "views.create": { path: `${OWN}/views`, sent: { body: { name: "Mine", definition: { columns: [{ id: "name" }] } } } },
  "views.list": { path: `${OWN}/views` },
  "views.byId": { path: (made) => `${OWN}/views/${madeId(made, "views.create")}` },
  "views.change": {
    path: (made) => `${OWN}/views/${madeId(made, "views.create")}`,
    sent: { body: { version: 1, name: "Ours" } },
  },
  "views.remove": { path: (made) => `${OWN}/views/${madeId(made, "views.create")}?version=2` },
  "stages.list": { path: `${OWN}/stages` },
  "stages.templates": { path: `${OWN}/stages/templates` },
  "datasets.list": { path: `${OWN}/datasets` },
  "datasets.byId": { path: `${OWN}/datasets/own-dataset` },
  "datasets.examples": { path: `${OWN}/datasets/own-version/examples?limit=2` },
  "datasets.searchExamples": { path: `${OWN}/datasets/own-version/examples/search`, sent: { body: { query: "100%" } } },
  "datasets.import": { path: `${OWN}/datasets?fileName=visits.csv&type=notes&${COLUMNS}`, sent: { body: CSV } },
  "datasets.export": { path: (made) => `${OWN}/datasets/${storedVersion(made)}/export?format=csv` },
  "datasets.versions.facts": { path: (made) => `${OWN}/datasets/${storedVersion(made)}/facts` },
  "datasets.versions.state": {
    path: (made) => `${OWN}/datasets/${storedVersion(made)}/statement`,
    sent: { body: { statement: { holds: "identifiable", approval: "EK 12/2026", approvedUntil: "2027-01-31" } } },
  },
  "datasets.versions.diff": { path: (made) => `${OWN}/datasets/diff?from=own-version&to=${storedVersion(made)}` },
  "datasets.versions.differences": {
    path: (made) => `${OWN}/datasets/diff/rows?from=own-version&to=${storedVersion(made)}&kind=added`,
  },
  "datasets.openImport": { path: `${OWN}/datasets/imports?fileName=visits.csv`, sent: { body: CSV } },
  "datasets.imports.list": { path: `${OWN}/datasets/imports` },
  "datasets.imports.byId": { path: (made) => `${OWN}/datasets/imports/${madeId(made, "datasets.openImport")}` },
  "datasets.imports.examine": {
    path: (made) => `${OWN}/datasets/imports/${madeId(made, "datasets.openImport")}/examine`,
    sent: { body: { options: { type: "notes", columns: { source: "talk", reference: "summary" } } } },
    waitsFor: "waiting",
  },
  "datasets.imports.store": {
    path: (made) => `${OWN}/datasets/imports/${madeId(made, "datasets.openImport")}/store`,
    sent: { body: { name: "visits again", statement: { holds: "synthetic" } } },
    waitsFor: "waiting",
  },
  "datasets.imports.cancel": { path: `${OWN}/datasets/imports/own-import/cancel` },
  "models.list": { path: `${OWN}/models` },
  "models.byId": { path: `${OWN}/models/own-model` },
  "models.change": { path: `${OWN}/models/own-model`, sent: { body: { licenseNote: "Research only." } } },
  "models.uses": { path: `${OWN}/models/own-model/uses` },
  "models.trainedOn": { path: `${OWN}/models/own-model/trained-on` },
  "models.space": { path: `${OWN}/models/space` },
  ...PAIR_EXAMPLES,
  "erasures.preview": { path: `${OWN}/erasures/preview?example=own-example-0` },
  "erasures.erase": {
    path: `${OWN}/erasures`,
    sent: { body: { example: "own-example-0", reason: "withdrew consent" } },
  },
  "erasures.list": { path: `${OWN}/erasures` },
  "erasures.find": { path: `${OWN}/erasures/find`, sent: { body: { group: "g0" } } },
  "studies.list": { path: `${OWN}/studies` },
  "studies.launchSample": {
    path: `${OWN}/studies/sample`,
    sent: { body: { datasetVersionId: "own-version", steps: 2 } },
  },
  "studies.planLoop": { path: `${OWN}/studies/clinical-loop/plan`, sent: { body: loop } },
  "studies.launchLoop": { path: `${OWN}/studies/clinical-loop`, sent: { body: loop } },
  "studies.graph": { path: launchedLoop("/graph") },
  "studies.result": { path: launchedLoop("/result") },
  "studies.steer": { path: launchedLoop("/steps"), sent: { body: { action: "cancel" } } },
  "studies.rerun": { path: launchedLoop("/nodes/sft/reruns"), sent: { body: { reason: "once more" } } },
  "studies.planFork": { path: launchedLoop("/nodes/sft/forks/plan"), sent: { body: { name: "Forked" } } },
  "studies.fork": { path: launchedLoop("/nodes/sft/forks"), sent: { body: { name: "Forked" } } },
  "reports.previewStudy": { path: launchedLoop("/report") },
  "reports.previewComparison": { path: `${OWN}/compare/report?runs=own-generate,own-base` },
  "reports.list": { path: `${OWN}/reports?limit=2` },
  "reports.file": { path: `${OWN}/reports/own-report/files/csv` },
  "reports.byId": { path: `${OWN}/reports/own-report` },
  "studies.byId": { path: `${OWN}/studies/own-study` },
  "charts.create": { path: `${OWN}/charts`, sent: { body: { content: chart } } },
  "charts.list": { path: `${OWN}/charts` },
  "charts.change": {
    path: (made) => `${OWN}/charts/${madeId(made, "charts.create")}`,
    sent: { body: { version: 1, content: { ...chart, title: "Loss of all" } } },
  },
  "charts.archive": {
    path: (made) => `${OWN}/charts/${madeId(made, "charts.create")}/archive`,
    sent: { body: { archived: true } },
  },
  "gates.result": { path: `${OWN}/campaigns/own-gated/result` },
  "gates.moreLabels": { path: `${OWN}/campaigns/own-gated/more-labels?rates=0.05,0.3` },
  "gates.rules": { path: `${OWN}/campaigns/own-gated/gate-rules` },
  "gates.setRule": {
    path: `${OWN}/campaigns/own-gated/gate-rules`,
    sent: { body: { rule: { threshold: 0.1 }, reason: "The board asks for less.", after: 1 } },
  },
  "gates.disagreements": { path: `${OWN}/campaigns/own-gated/disagreements?which=all&limit=2` },
  "gates.cases": { path: `${OWN}/campaigns/own-gated/cases?found=wrong&limit=2` },
  "gates.preferences": { path: `${OWN}/campaigns/own-choices/preferences` },
  "gates.profiles": { path: `${OWN}/campaigns/own-gated/readers/profiles` },
  "gates.signed": { path: `${OWN}/campaigns/own-gated/gates` },
  "gates.signedById": { path: `${OWN}/campaigns/own-gated/gates/own-gated-gate` },
  "people.list": { path: `${OWN}/people` },
  "people.changeRole": { path: `${OWN}/people/other/role`, sent: { body: { role: "investigator" } } },
  "people.remove": { path: `${OWN}/people/other` },
  "people.invite": { path: `${OWN}/invitations`, sent: { body: { role: "reviewer" } } },
  "people.invitations": { path: `${OWN}/invitations` },
  "people.withdrawInvitation": { path: (made) => `${OWN}/invitations/${madeId(made, "people.invite")}` },
  "reviews.queue": { path: `${OWN}/reviews` },
  "reviews.round": { path: `${OWN}/reviews/own-round` },
  "reviews.next": { path: `${OWN}/reviews/own-round/next`, sent: { body: { count: 2 } } },
  "reviews.case": { path: `${OWN}/reviews/cases/own-round-admin-1` },
  "reviews.save": { path: `${OWN}/reviews/changes`, sent: { body: { changes: [CLEAN] } } },
  "reviews.earlier": { path: `${OWN}/reviews/own-round/earlier` },
  "reviews.practiceFeedback": { path: `${OWN}/reviews/cases/own-round-admin-0/feedback` },
  "reviews.practiceAgain": { path: `${OWN}/reviews/own-round/practice` },
  "reviews.time": {
    path: `${OWN}/reviews/own-round/time`,
    sent: { body: { id: "training-1", kind: "training", seconds: 60 } },
  },
  "reviews.paidTime": { path: `${OWN}/reviews/own-round/paid-time` },
  "egress.list": { path: "/egress" },
  "egress.change": { path: "/egress/hub", sent: { body: { open: true } } },
  "egress.closeAll": { path: "/egress/close", sent: { body: {} } },
  "secrets.write": { path: `${OWN}/secrets/HF_TOKEN`, sent: { body: { value: "hf_0123456789" } } },
  "secrets.list": { path: `${OWN}/secrets` },
  "secrets.remove": { path: `${OWN}/secrets/HF_TOKEN` },
  "campaigns.plan": {
    path: `${OWN}/campaigns/plan`,
    sent: { body: { plan: { goal: { kind: "gate" }, expectedRate: 0.05, hoursPerWeek: [2, 2] } } },
  },
  "campaigns.create": {
    path: `${OWN}/campaigns`,
    sent: {
      body: {
        name: "First reading",
        title: "Visit notes, round 1",
        source: { from: "generations", runs: ["own-generate", "own-base"] },
        design: { overlap: 0, repeats: 0, sampling: { how: "random", size: 1 } },
      },
    },
  },
  "campaigns.list": { path: `${OWN}/campaigns?limit=1` },
  "campaigns.change": { path: campaign(), sent: { body: { name: "First reading of all" } } },
  "campaigns.controls.add": {
    path: campaign("/known-answers"),
    sent: {
      body: {
        controls: [
          {
            ...{ kind: "clean", source: "Patient: I am well.", note: "Well." },
            truth: { verdict: "clean", marks: [] },
            provenance: { how: "settled", by: "Two readers", why: "" },
          },
        ],
      },
    },
  },
  "campaigns.controls.plant": {
    path: campaign("/known-answers/by-rule"),
    sent: { body: { planting: { run: "own-rewrites", share: 0.5, seed: 7 } } },
  },
  "campaigns.controls.list": { path: campaign("/known-answers") },
  "campaigns.controls.remove": {
    path: (made) => `${campaign("/known-answers")(made)}/${firstId(made, "campaigns.controls.list", "items")}`,
  },
  "campaigns.addReaders": { path: campaign("/readers"), sent: { body: { readers: [{ userId: "admin" }] } } },
  "campaigns.byId": { path: campaign() },
  "campaigns.changeReader": {
    path: (made) => `${campaign("/readers")(made)}/${firstId(made, "campaigns.byId", "readers")}`,
    sent: { body: { hoursPerWeek: 3 } },
  },
  "campaigns.steer": { path: campaign("/steps"), sent: { body: { action: "open" } } },
  "campaigns.extend": { path: campaign("/extension"), sent: { body: { items: 1, reason: "Undecided." } } },
  "campaigns.removeReader": {
    path: (made) => `${campaign("/readers")(made)}/${firstId(made, "campaigns.byId", "readers")}`,
  },
  "campaigns.simulateReaders": {
    path: `${OWN}/campaigns/own-sampled/simulated-readers`,
    sent: { body: { readers: [{ sensitivity: 0.9, specificity: 0.95 }], seed: 1 } },
  },
  "campaigns.discard": { path: `${OWN}/campaigns/own-draft` },
  "labels.check": {
    path: `${OWN}/campaigns/imports/check?fileName=labels.csv&item=item&reviewer=reader&label=label`,
    sent: { body: LABELS },
  },
  "labels.importFile": {
    path: `${OWN}/campaigns/imports?fileName=labels.csv&item=item&reviewer=reader&label=label`,
    sent: { body: LABELS },
  },
  "labels.exportMarks": {
    path: (made) => `${OWN}/campaigns/${madeId(made, "labels.importFile")}/marks?format=csv`,
  },
  "labels.exportLabelStudio": {
    path: (made) => `${OWN}/campaigns/${madeId(made, "labels.importFile")}/label-studio`,
  },
};
