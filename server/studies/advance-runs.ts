import { and, eq, inArray } from "drizzle-orm";
import { run } from "@/db/schema/runs";
import { formatCounted } from "@/domain/format/number";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { NODE_CONFIGS, type PlannedRun } from "@/domain/studies/node-plan";
import { insertRun } from "../runs/insert-run";
import type { RunTarget } from "../runs/launch-request";
import { shareReference } from "../runs/share-reference";
import type { Look, Move } from "./node-move";
import { type MadeRow, madeBy, requireMade } from "./read-graph";

function targetOf({ kind, thingId }: MadeRow): RunTarget {
  if (kind === "version") return { datasetVersionId: thingId };
  return kind === "model" ? { modelId: thingId } : { fromRunId: thingId };
}

/** Queues every run of a node, a millisecond apart, so that lists show them in order. */
async function beginRuns({ tx, of, graph, actor, services }: Look, runs: readonly PlannedRun[]): Promise<Move> {
  const made: { kind: "run"; name: string; thingId: string }[] = [];
  const by = { projectId: of.projectId, userId: actor.id };
  const withReference = shareReference(tx, by, services.now());
  for (const [at, { made: name, inputs, config, stage, seed, name: called }] of runs.entries()) {
    const targets = Object.fromEntries(
      Object.entries(inputs).map(([input, source]) => [input, targetOf(requireMade(graph, source))]),
    );
    const asked = { stage, name: called, config, seed, inputs: targets, studyId: of.studyId };
    const request = await withReference({ ...asked, priority: 0, note: "", tags: ["study"] });
    const at_ = new Date(services.now().getTime() + at);
    const thingId = await insertRun(tx, by, request, at_);
    made.push({ kind: "run", name, thingId });
  }
  return { to: "working", made, why: null };
}

const readRuns = ({ tx, of, graph, node }: Look) =>
  tx
    .select({ id: run.id, name: run.name, state: run.state, failure: run.failure })
    .from(run)
    .where(
      and(
        eq(run.projectId, of.projectId),
        inArray(
          run.id,
          madeBy(graph, node.key).map(({ thingId }) => thingId),
        ),
      ),
    );

const AGAIN = "Retry the run on its page and the study goes on by itself, or run this node again.";

/** One run or several: done when all have finished, failed as soon as one cannot go on by itself. */
export async function advanceRuns(look: Look): Promise<Move | null> {
  const { runs: planned } = NODE_CONFIGS.sweep.parse(look.node.config);
  if (look.node.state === "waiting") return beginRuns(look, planned);
  const runs = await readRuns(look);
  if (runs.length < planned.length) {
    const gone = formatCounted(planned.length - runs.length, "run");
    return {
      to: "failed",
      why: `${gone} of this node ${planned.length - runs.length === 1 ? "is" : "are"} gone.`,
      remedy: "Run this node again.",
    };
  }
  const stuck = runs.find(({ state }) => RUN_RULES[state].settled && state !== "finished");
  if (stuck) {
    const reason = stuck.failure?.reason ?? `It was ${stuck.state}.`;
    const remedy = stuck.failure?.remedy ? `${stuck.failure.remedy} ${AGAIN}` : AGAIN;
    return { to: "failed", why: `“${stuck.name}” is ${stuck.state}: ${reason}`, remedy };
  }
  const finished = runs.filter(({ state }) => state === "finished").length;
  if (finished === planned.length) return { to: "done", why: null };
  return { to: "working", why: planned.length > 1 ? `${finished} of ${planned.length} runs have finished.` : null };
}
