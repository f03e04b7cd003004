import type { Role } from "../../domain/access";
import type { Estimate } from "../../domain/estimate";
import type { Database } from "../database";
import { dataset, datasetVersion, example } from "../schema/datasets";
import { evaluation, evaluationEstimate, evaluationExample, generation } from "../schema/evaluations";
import { project, projectMember, user } from "../schema/people";
import { artifact, model, run, runInput } from "../schema/runs";

export const DIGEST = "a".repeat(64);

export function makeEstimate(definition: string, value: number): Estimate {
  return {
    state: "defined",
    definition,
    parameters: {},
    numerator: null,
    denominator: null,
    n: 3,
    unit: "note",
    excluded: 0,
    value,
    reason: null,
    interval: { low: value - 0.1, high: value + 0.1, level: 0.95, side: "two", method: "bootstrap" },
  };
}

export async function addPerson(db: Database, projectId: string | null, id: string, role: Role = "researcher") {
  await db.insert(user).values({ id, name: id, email: `${id}@assay.test`, emailVerified: true });
  if (projectId) await db.insert(projectMember).values({ projectId, userId: id, role });
  return { userId: id, name: id, email: `${id}@assay.test` };
}

/**
 * A project whose ids all start with its slug: train → model → generate (tuned), generate (base), evaluate.
 * Three examples; values of `text.rouge_l@1`: candidate .9, .5, null; baseline .2, .4, .6.
 */
export async function addEvaluatedProject(db: Database, slug: string) {
  const id = (name: string) => `${slug}-${name}`;
  const projectId = id("project");
  await db.insert(project).values({ id: projectId, slug, name: slug });
  await db.insert(dataset).values({ id: id("dataset"), projectId, name: "notes" });
  await db.insert(datasetVersion).values({
    id: id("version"),
    projectId,
    datasetId: id("dataset"),
    number: 1,
    type: "notes",
    digest: DIGEST,
    rows: 3,
    bytes: 100,
    splitCounts: { test: 3 },
    holds: "synthetic",
    origin: { how: "generated", fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: 3 },
  });
  await db.insert(example).values(
    [0, 1, 2].map((position) => ({
      id: id(`example-${position}`),
      projectId,
      datasetVersionId: id("version"),
      position,
      split: "test" as const,
      groupKey: `g${position}`,
      section: position === 0 ? "ALLERGY" : null,
      source: `source ${position} 100%`,
      reference: `reference ${position}`,
      sourceHash: `hash ${position}`,
    })),
  );
  await db.insert(run).values(
    ["sft", "generate", "base", "evaluate"].map((name) => ({
      id: id(name),
      projectId,
      name,
      stage: name === "base" ? "generate" : name,
      state: "finished" as const,
      givenConfig: {},
      seed: name === "sft" ? 7 : null,
      attempt: 1,
    })),
  );
  await db.insert(artifact).values({
    id: id("artifact"),
    projectId,
    runId: id("sft"),
    attempt: 1,
    name: "adapter",
    kind: "adapter",
    digest: DIGEST,
    bytes: 10,
    files: 2,
  });
  await db.insert(model).values({
    id: id("model"),
    projectId,
    name: "tuned",
    source: "run",
    reference: "sft",
    artifactId: id("artifact"),
    madeByRunId: id("sft"),
  });
  await db.insert(runInput).values([
    { projectId, runId: id("sft"), name: "dataset", datasetVersionId: id("version") },
    { projectId, runId: id("generate"), name: "model", fromRunId: id("sft") },
    { projectId, runId: id("evaluate"), name: "generations", fromRunId: id("generate") },
    { projectId, runId: id("evaluate"), name: "baseline", fromRunId: id("base") },
  ]);
  for (const [side, values] of [
    ["generate", [0.9, 0.5, null]],
    ["base", [0.2, 0.4, 0.6]],
  ] as const) {
    const role = side === "generate" ? ("candidate" as const) : ("baseline" as const);
    await db.insert(generation).values(
      values.map((_, position) => ({
        id: id(`${side}-${position}`),
        projectId,
        runId: id(side),
        exampleId: id(`example-${position}`),
        text: `${side} wrote ${position}`,
        finishReason: position === 2 ? ("length" as const) : ("stop" as const),
        promptTokens: 10,
        completionTokens: 5,
        seconds: 0.5,
        attempt: 1,
        sequence: position + 1,
      })),
    );
    await db
      .insert(evaluation)
      .values({ id: id(role), projectId, runId: id("evaluate"), generationsRunId: id(side), role });
    await db.insert(evaluationExample).values(
      values.map((value, position) => ({
        projectId,
        evaluationId: id(role),
        exampleId: id(`example-${position}`),
        values: { "text.rouge_l@1": value },
      })),
    );
    await db.insert(evaluationEstimate).values({
      projectId,
      evaluationId: id(role),
      kind: "score",
      definition: "text.rouge_l@1",
      estimate: makeEstimate("text.rouge_l@1", 0.5),
    });
  }
  await db.insert(evaluationEstimate).values({
    projectId,
    evaluationId: id("candidate"),
    kind: "difference",
    definition: "text.rouge_l@1",
    estimate: makeEstimate("text.rouge_l@1", 0.4),
  });
  return { projectId, slug, id };
}
