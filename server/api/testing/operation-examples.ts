import type { Sent } from "./api-rig";

/** What earlier examples made, by the id of their operation. */
export type Made = ReadonlyMap<string, unknown>;

export type OperationExample = { path: string | ((made: Made) => string); sent?: Sent | ((made: Made) => Sent) };

const OWN = "/projects/own";
const LIVE = "/projects/live/runs/live-run";
const ROUGE = "definition=text.rouge_l%401";

function madeId(made: Made, operation: string): string {
  const answer = made.get(operation);
  const id: unknown = typeof answer === "object" && answer !== null && "id" in answer ? answer.id : undefined;
  if (typeof id !== "string") throw new Error(`${operation} made nothing with an id.`);
  return id;
}

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

/** One request for each operation, in an order in which each finds what it needs. */
export const OPERATION_EXAMPLES: Readonly<Record<string, OperationExample>> = {
  "projects.viewer": { path: "/viewer" },
  "projects.list": { path: "/projects" },
  "projects.create": { path: "/projects", sent: { body: { name: "Second", slug: "second" } } },
  "tokens.create": { path: "/tokens", sent: { body: { name: "nightly", scope: "log", project: "own" } } },
  "tokens.list": { path: "/tokens" },
  "tokens.revoke": { path: (made) => `/tokens/${madeId(made, "tokens.create")}` },
  "account.signInAddress": { path: "/account/sign-in-address" },
  "runs.list": { path: `${OWN}/runs?limit=2&sort=name.asc` },
  "runs.keys": { path: `${OWN}/runs/keys` },
  "runs.check": { path: `${OWN}/runs/check`, sent: { body: launch } },
  "runs.launch": { path: `${OWN}/runs`, sent: { body: launch } },
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
  "generations.list": { path: `${OWN}/runs/own-generate/generations?limit=2` },
  "generations.search": { path: `${OWN}/runs/own-generate/generations/search`, sent: { body: { query: "wrote 1" } } },
  "artifacts.byRun": { path: `${OWN}/runs/own-sft/artifacts` },
  "artifacts.files": { path: `${OWN}/artifacts/weights/files` },
  "artifacts.download": { path: "/artifacts/weights" },
  "attempts.byRun": { path: `${LIVE}/attempts` },
  "lineage.byRun": { path: `${OWN}/runs/own-evaluate/lineage` },
  "compare.report": { path: `${OWN}/compare?runs=own-generate,own-base&fold=false` },
  "stages.list": { path: `${OWN}/stages` },
  "datasets.list": { path: `${OWN}/datasets` },
  "datasets.byId": { path: `${OWN}/datasets/own-dataset` },
  "datasets.examples": { path: `${OWN}/datasets/own-version/examples?limit=2` },
  "datasets.searchExamples": { path: `${OWN}/datasets/own-version/examples/search`, sent: { body: { query: "100%" } } },
  "models.list": { path: `${OWN}/models` },
  "models.byId": { path: `${OWN}/models/own-model` },
  "studies.list": { path: `${OWN}/studies` },
  "studies.launchSample": {
    path: `${OWN}/studies/sample`,
    sent: { body: { datasetVersionId: "own-version", steps: 2 } },
  },
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
  "people.list": { path: `${OWN}/people` },
  "people.changeRole": { path: `${OWN}/people/other/role`, sent: { body: { role: "investigator" } } },
  "people.remove": { path: `${OWN}/people/other` },
  "people.invite": { path: `${OWN}/invitations`, sent: { body: { role: "reviewer" } } },
  "people.invitations": { path: `${OWN}/invitations` },
  "people.withdrawInvitation": { path: (made) => `${OWN}/invitations/${madeId(made, "people.invite")}` },
  "secrets.write": { path: `${OWN}/secrets/HF_TOKEN`, sent: { body: { value: "hf_0123456789" } } },
  "secrets.list": { path: `${OWN}/secrets` },
  "secrets.remove": { path: `${OWN}/secrets/HF_TOKEN` },
};
