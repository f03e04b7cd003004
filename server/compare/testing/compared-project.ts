import type { Database } from "@/db/database";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { evaluation, evaluationEstimate, evaluationExample, generation } from "@/db/schema/evaluations";
import { project } from "@/db/schema/people";
import { run, runAttempt, runInput } from "@/db/schema/runs";
import { series } from "@/db/schema/series";
import { DIGEST, makeEstimate } from "@/db/testing/evaluated-project";

export const ROUGE = "text.rouge_l@1";
export const EXACT = "text.exact_match@1";

type Scores = Record<string, readonly (number | null)[]>;
type Parameters = Record<string, string | number | boolean>;

/** Writes runs that were trained, generated and scored, whatever the test needs of them. */
export class ComparedProject {
  readonly projectId: string;

  private constructor(
    private readonly db: Database,
    readonly slug: string,
  ) {
    this.projectId = `${slug}-project`;
  }

  static async create(db: Database, slug: string): Promise<ComparedProject> {
    const made = new ComparedProject(db, slug);
    await db.insert(project).values({ id: made.projectId, slug, name: slug });
    await db.insert(dataset).values({ id: made.id("dataset"), projectId: made.projectId, name: "notes" });
    return made;
  }

  id(name: string): string {
    return `${this.slug}-${name}`;
  }

  /** Examples `<slug>-v<number>-<position>`; `perGroup` of them belong to one patient. */
  async version(number: number, count: number, { split = "test" as const, perGroup = 1 } = {}): Promise<string> {
    const id = this.id(`v${number}`);
    await this.db.insert(datasetVersion).values({
      id,
      projectId: this.projectId,
      datasetId: this.id("dataset"),
      number,
      type: "notes",
      digest: DIGEST,
      rows: count,
      bytes: 1,
      splitCounts: { [split]: count },
      holds: "synthetic",
      origin: { how: "generated", fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: count },
    });
    await this.db.insert(example).values(
      Array.from({ length: count }, (_, position) => ({
        id: `${id}-${position}`,
        projectId: this.projectId,
        datasetVersionId: id,
        position,
        split,
        groupKey: `patient ${Math.floor(position / perGroup)}`,
        source: `source ${position}`,
        reference: `reference ${position}`,
        sourceHash: `${id} ${position}`,
      })),
    );
    return id;
  }

  async run(
    name: string,
    wanted: {
      stage: string;
      config?: Record<string, unknown>;
      seed?: number;
      inputs?: Record<string, { datasetVersionId?: string; fromRunId?: string }>;
      versions?: Record<string, string>;
      seconds?: number;
      state?: "finished" | "running";
    },
  ): Promise<string> {
    const id = this.id(name);
    const { stage, config = {}, seed = null, inputs = {}, versions = {}, seconds = 10, state = "finished" } = wanted;
    const startedAt = new Date("2026-03-10T12:00:00Z");
    await this.db.insert(run).values({
      ...{ id, projectId: this.projectId, name, stage, state, seed, startedAt },
      ...{ givenConfig: config, attempt: 1, busySeconds: seconds },
    });
    await this.db.insert(runAttempt).values({
      ...{ projectId: this.projectId, runId: id, attempt: 1, tokenHash: id, device: "cpu", startedAt, versions },
      ...{ host: "ward", leaseUntil: startedAt, sequence: 1 },
    });
    const edges = Object.entries(inputs).map(([input, target]) => ({
      ...{ projectId: this.projectId, runId: id, name: input },
      ...target,
    }));
    if (edges.length > 0) await this.db.insert(runInput).values(edges);
    return id;
  }

  async log(runId: string, values: Record<string, number>, lastStep = 100): Promise<void> {
    await this.db.insert(series).values(
      Object.entries(values).map(([key, value]) => ({
        ...{ projectId: this.projectId, runId, attempt: 1, key, source: "metrics" as const, points: 2 },
        ...{ firstStep: 1, lastStep, firstTime: 1, lastTime: 2, stepMin: 1, stepMax: lastStep },
        ...{ last: value, lastFinite: Number.isFinite(value) ? value : 1, tail: new Uint8Array() },
        ...(Number.isFinite(value) ? { min: value - 0.5, max: value + 0.5 } : { min: 0, max: 2 }),
      })),
    );
  }

  /** Generated and scored at once; `scores` are by definition, in the order of the version's examples. */
  async score(
    generationsRunId: string,
    versionId: string,
    scores: Scores,
    { parameters = {}, summed = true }: { parameters?: Parameters; summed?: boolean } = {},
  ): Promise<string> {
    const evaluationId = `${generationsRunId}-scores`;
    const runId = await this.run(`${generationsRunId.slice(this.slug.length + 1)}-evaluate`, {
      stage: "evaluate",
      inputs: { generations: { fromRunId: generationsRunId } },
    });
    await this.db
      .insert(evaluation)
      .values({ id: evaluationId, projectId: this.projectId, runId, generationsRunId, role: "candidate" });
    const count = Math.max(...Object.values(scores).map((values) => values.length));
    const places = Array.from({ length: count }, (_, at) => at);
    await this.db.insert(evaluationExample).values(
      places.map((at) => ({
        ...{ projectId: this.projectId, evaluationId, exampleId: `${versionId}-${at}` },
        values: Object.fromEntries(
          Object.entries(scores).map(([definition, values]) => [definition, values[at] ?? null]),
        ),
      })),
    );
    await this.db.insert(generation).values(
      places.map((at) => ({
        ...{ id: `${generationsRunId} ${at}`, projectId: this.projectId, runId: generationsRunId },
        ...{ exampleId: `${versionId}-${at}`, text: `${generationsRunId} wrote ${at}`, finishReason: "stop" as const },
        ...{ promptTokens: 4, completionTokens: 5, seconds: 1, attempt: 1, sequence: at + 1 },
      })),
    );
    const estimates = Object.keys(scores).map((definition) => ({
      ...{ projectId: this.projectId, evaluationId, kind: "score" as const, definition },
      estimate: { ...makeEstimate(definition, 0.5), parameters: { ...parameters, resamples: 999 } },
    }));
    if (summed) await this.db.insert(evaluationEstimate).values(estimates);
    return evaluationId;
  }
}
