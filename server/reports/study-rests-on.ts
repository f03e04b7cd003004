import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { formatCounted } from "@/domain/format/number";
import type { RestedOn } from "@/domain/reports/report-content";
import { sha256 } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import { readRestsOn } from "../gates/rests-on";
import type { StudyGraph } from "../studies/read-graph";

const idsOf = ({ made }: StudyGraph, kind: StudyGraph["made"][number]["kind"]): string[] => [
  ...new Set(made.filter((row) => row.kind === kind).map(({ thingId }) => thingId)),
];

type Row = { id: string; title: string; detail: string; digest: string | null };

async function readVersions(db: Database, projectId: string, ids: readonly string[]): Promise<Row[]> {
  return db.execute<Row>(sql`
    select v.id, d.name || ' v' || v.number as title, v.digest,
      v.type || ', ' || v.rows || ' rows, ' || v.holds || coalesce(', approval ' || v.approval, '') as detail
    from dataset_version v join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where v.project_id = ${projectId} and v.id in ${[...ids, ""]} order by v.created_at, v.id`);
}

/** Their recipe, with who they were made of; the version that they were frozen into stands by itself. */
async function readPairSets(db: Database, projectId: string, ids: readonly string[]): Promise<Row[]> {
  const rows = await db.execute<{ id: string; name: string; state: string; recipe: unknown; exclusions: unknown }>(sql`
    select id, name, state, recipe, exclusions from pair_set
    where project_id = ${projectId} and id in ${[...ids, ""]} order by created_at, id`);
  return rows.map(({ id, name, state, recipe, exclusions }) => ({
    ...{ id, title: name, digest: sha256(canonicalJson({ recipe, exclusions })) },
    detail: `${state}; digest of its recipe and of what it left out`,
  }));
}

async function readModels(db: Database, projectId: string, models: readonly string[], runs: readonly string[]) {
  return db.execute<Row>(sql`
    select m.id, m.name as title, a.digest, m.source || coalesce(', license ' || m.license, '') as detail
    from model m join artifact a on a.project_id = m.project_id and a.id = m.artifact_id
    where m.project_id = ${projectId} and (m.id in ${[...models, ""]} or m.made_by_run_id in ${[...runs, ""]})
    order by m.created_at, m.id`);
}

async function readRuns(db: Database, projectId: string, ids: readonly string[]): Promise<Row[]> {
  const rows = await db.execute<{
    id: string;
    name: string;
    stage: string;
    state: string;
    seed: number | null;
    config: unknown;
  }>(sql`
    select id, name, stage, state, seed, coalesce(resolved_config, given_config) as config
    from run where project_id = ${projectId} and id in ${[...ids, ""]} order by created_at, id`);
  return rows.map(({ id, name, stage, state, seed, config }) => ({
    ...{ id, title: name, digest: sha256(canonicalJson(config)) },
    detail: `${stage}, ${seed === null ? "no seed" : `seed ${seed}`}, ${state}; digest of its settings`,
  }));
}

async function readRounds(db: Database, projectId: string, ids: readonly string[]): Promise<Row[]> {
  const rows = await db.execute<{ id: string; name: string; splitter: string }>(sql`
    select id, name, splitter from campaign where project_id = ${projectId} and id in ${[...ids, ""]} and state = 'closed'
    order by created_at, id`);
  return Promise.all(
    rows.map(async ({ id, name, splitter }) => {
      const rested = await readRestsOn(db, { projectId, campaignId: id });
      const counted = [
        formatCounted(rested.cases.length, "case"),
        formatCounted(rested.assessments.length, "reading"),
        formatCounted(rested.adjudications.length, "settled answer"),
      ];
      const detail = `${counted.join(", ")}; sentences by ${splitter}; digest of all of them`;
      return { id, title: name, detail, digest: sha256(canonicalJson(rested)) };
    }),
  );
}

/** Of closed rounds; who signed stands at the gate itself and not here. */
async function readSignatures(db: Database, projectId: string, campaigns: readonly string[]): Promise<Row[]> {
  return db.execute<Row>(sql`
    select g.id, 'Signature on “' || c.name || '”' as title, g.digest,
      'decided ' || g.decision || case when g.overridden then ', the rule says ' || g.verdict else '' end
        || ', ' || to_char(g.signed_at at time zone 'UTC', 'YYYY-MM-DD') as detail
    from gate g join campaign c on c.project_id = g.project_id and c.id = g.campaign_id
    where g.project_id = ${projectId} and g.campaign_id in ${[...campaigns, ""]} order by g.signed_at, g.id`);
}

const named = (kind: RestedOn["kind"], rows: readonly Row[]): RestedOn[] =>
  rows.map(({ id, title, detail, digest }) => ({ kind, id, title, detail, digest }));

/** Every version, pair set, model, run, round and signature that a study's answer rests on, with its digest. */
export async function readStudyRestsOn(db: Database, projectId: string, graph: StudyGraph): Promise<RestedOn[]> {
  const [runs, campaigns] = [idsOf(graph, "run"), idsOf(graph, "campaign")];
  const [versions, sets, models, ran, rounds, signatures] = await Promise.all([
    readVersions(db, projectId, idsOf(graph, "version")),
    readPairSets(db, projectId, idsOf(graph, "pair_set")),
    readModels(db, projectId, idsOf(graph, "model"), runs),
    readRuns(db, projectId, runs),
    readRounds(db, projectId, campaigns),
    readSignatures(db, projectId, campaigns),
  ]);
  return [
    ...named("version", versions),
    ...named("pairs", sets),
    ...named("model", models),
    ...named("run", ran),
    ...named("round", rounds),
    ...named("signature", signatures),
  ];
}
