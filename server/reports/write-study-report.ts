import { listEstimates } from "@/domain/reports/list-estimates";
import type { ReportContent, ReportRound } from "@/domain/reports/report-content";
import { writeStudyCost } from "@/domain/reports/study-cost";
import { listStudyMeasures } from "@/domain/reports/study-measures";
import { listStudySettings, writeStudyDesign, writeStudyTests } from "@/domain/reports/study-methods";
import { STANDING_OF, sayStanding, writeStudyVerdict } from "@/domain/reports/study-verdict";
import { writeMethods } from "@/domain/reports/write-methods";
import { clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { NODE_RULES } from "@/domain/studies/node-rules";
import type { Services } from "../context";
import { readGraph, type StudyGraph, type StudyOf } from "../studies/read-graph";
import { readStudyGraph } from "../studies/read-study-graph";
import { readStudyResult, type StudyResult } from "../studies/read-study-result";
import { readReaderNames, readReportRound } from "./read-report-rounds";
import { readSpentRuns } from "./read-spent-runs";
import { readStudyFlow } from "./read-study-flow";
import type { ReportBody } from "./report-subject";
import { readStudyRestsOn } from "./study-rests-on";

type Reading = Pick<Services, "db" | "sql">;
type Study = Awaited<ReturnType<typeof readStudyGraph>>;

async function readRounds(services: Reading, of: StudyOf, graph: StudyGraph): Promise<ReportRound[]> {
  const campaigns = graph.made.filter(({ kind }) => kind === "campaign").map(({ thingId }) => thingId);
  const { projectId, studyId } = of;
  const names = await readReaderNames(services.db, { projectId, campaigns, subjectId: studyId });
  const rounds: ReportRound[] = [];
  for (const campaignId of campaigns) {
    const round = await readReportRound(services, { projectId, campaignId }, names);
    if (round) rounds.push(round);
  }
  return rounds;
}

const titleOf = ({ nodes }: Study, key: string, name: string) =>
  nodes.find((node) => node.key === key)?.made.find((made) => made.name === name)?.title ?? "not known any more";

function methodsOf(
  graph: StudyGraph,
  study: Study,
  result: StudyResult,
  shown: Pick<ReportContent, "measures" | "rounds">,
) {
  const settings = clinicalLoopSchema.safeParse(graph.launch.settings);
  const attempts = study.nodes.filter(({ kind, state }) => kind === "comparison" && state === "done").length;
  const tests = result.state === "measured" ? writeStudyTests(result, attempts) : [];
  const design = settings.success ? writeStudyDesign(settings.data, study.nodes) : [];
  const model = settings.success && settings.data.modelId === null ? "SmolLM2 135M" : titleOf(study, "notes", "model");
  const facts = { model, notes: titleOf(study, "notes", "all") };
  return {
    heldOut: settings.success ? settings.data.heldOut : [],
    settings: settings.success ? listStudySettings(settings.data, facts) : [],
    methods: writeMethods({ design, estimates: listEstimates(shown), tests }),
  };
}

/** Everything that a study's end page says, from what stands now. */
export async function writeStudyReport(services: Reading, of: StudyOf): Promise<ReportBody> {
  const [graph, study, result] = [
    await readGraph(services.db, of),
    await readStudyGraph(services.db, of),
    await readStudyResult(services, of),
  ];
  const measured = result.state === "measured" ? result : null;
  const rounds = await readRounds(services, of, graph);
  const measures = measured ? listStudyMeasures(measured) : [];
  const { heldOut, settings, methods } = methodsOf(graph, study, result, { measures, rounds });
  const open = study.nodes.filter(({ state }) => !NODE_RULES[state].settled).map(({ title }) => title);
  const reason = result.state === "none" ? result.reason : "";
  return {
    subject: { kind: "study", id: of.studyId, name: study.name, node: measured?.node ?? null },
    standing: STANDING_OF[study.state],
    standingWords: sayStanding(study.state, open),
    verdict: writeStudyVerdict(measured, { outcome: study.outcome, reason }),
    cautions: measured?.cautions ?? [],
    ...{ measures, rounds, settings, methods },
    flow: await readStudyFlow(services.db, { of, graph, result }, heldOut),
    cost: writeStudyCost(await readSpentRuns(services.db, of, graph), rounds),
    restsOn: await readStudyRestsOn(services.db, of.projectId, graph),
  };
}
