import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import type { KnownAnswer } from "@/domain/campaigns/campaign-request";
import {
  choosePlantable,
  isAskedFor,
  isByRule,
  type Plantable,
  type PlantableLine,
  plantableLineSchema,
  plantRewrite,
} from "@/domain/campaigns/plant-rewrites";
import type { Planting } from "@/domain/campaigns/planting";
import type { Protocol } from "@/domain/campaigns/protocol";
import { formatCounted } from "@/domain/format/number";
import { newId } from "@/domain/identifiers";
import { DomainError } from "../errors";
import { REWRITE_TABLE, readRewriteLines } from "../rewrites/read-rewrite-lines";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const refuse = (what: string, remedy: string) =>
  new DomainError("Validation", `${what} ${remedy}`, [{ where: "planting", what, remedy }]);

async function findTable(tx: Transaction, projectId: string, runId: string): Promise<string> {
  const [run] = await tx.execute<{ name: string; stage: string; state: string; digest: string | null }>(sql`
    select r.name, r.stage, r.state, a.digest from run r
      left join artifact a on a.project_id = r.project_id and a.run_id = r.id and a.kind = 'table'
        and a.name = ${REWRITE_TABLE}
    where r.project_id = ${projectId} and r.id = ${runId} order by a.attempt desc nulls last limit 1`);
  if (run?.stage !== "rewrite") throw new DomainError("NotFound", "There is no such run of rewrites.");
  if (run.state !== "finished") throw refuse(`${run.name} is ${run.state}.`, "Errors are planted of a finished run.");
  if (run.digest === null) throw refuse(`${run.name} has left no table of rewrites.`, "Run it again.");
  return run.digest;
}

type Source = { id: string; source: string; section: string | null; digest: string; reference: string };

/** Texts that people wrote: of an example's own note nobody has to say first that it is right. */
async function readSources(tx: Transaction, projectId: string, ids: readonly string[]): Promise<Map<string, Source>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<Source>(sql`
    select id, source, section, encode(sha256(convert_to(source, 'UTF8')), 'hex') as digest,
      encode(sha256(convert_to(reference, 'UTF8')), 'hex') as reference
    from example where project_id = ${projectId} and id = any(${sql.param([...ids])}::text[])
      and erased_at is null and reference is not null`);
  return new Map(rows.map((row) => [row.id, row]));
}

function sayGenerated(count: number): string {
  if (count === 0) return "";
  const written = formatCounted(count, "rewrite");
  return ` ${written} of it ${count === 1 ? "is" : "are"} a generator’s, whose wording may give them away; only rewrites by rules are planted.`;
}

type Wanted = {
  planting: Planting;
  protocol: Protocol;
  count: number;
  by: string;
  /** Digests of the sources that are read for the rate, and of those that are controls already. */
  inRound: ReadonlySet<string>;
  taken: ReadonlySet<string>;
};

/** Known cases of what a run of stage `rewrite` made of notes of this project; as many as asked for, or a refusal. */
export async function plantByRule(
  tx: Transaction,
  { projectId, home }: { projectId: string; home: string },
  { planting, protocol, count, by, inRound, taken }: Wanted,
): Promise<KnownAnswer[]> {
  const digest = await findTable(tx, projectId, planting.run);
  const lines = () => readRewriteLines(home, digest, plantableLineSchema);
  const fitting: { id: string; exampleId: string; original: string }[] = [];
  let generated = 0;
  for await (const line of lines()) {
    if (!isAskedFor(line, planting.families)) continue;
    if (!isByRule(line)) {
      generated += 1;
      continue;
    }
    fitting.push({ id: line.id, exampleId: line.example, original: sha256(line.original) });
  }
  const sources = await readSources(tx, projectId, [...new Set(fitting.map(({ exampleId }) => exampleId))]);
  const found = fitting.flatMap(({ id, exampleId, original }): Plantable[] => {
    const of = sources.get(exampleId);
    return of && of.reference === original && !taken.has(of.digest) ? [{ id, exampleId, source: of.digest }] : [];
  });
  const chosen = choosePlantable(found, { seed: planting.seed, count, inRound });
  if (chosen.length < count) {
    const what = `The share asks for ${count} notes with a planted error, and the run has ${chosen.length} that fit.`;
    throw refuse(
      `${what}${sayGenerated(generated)}`,
      "Ask for a smaller share or more families, or rewrite more notes that people wrote by rules.",
    );
  }
  const places = new Map(chosen.map(({ id }, place) => [id, place]));
  const read: PlantableLine[] = [];
  for await (const line of lines()) {
    const place = places.get(line.id);
    if (place !== undefined) read[place] = line;
  }
  const origin = { by, run: planting.run, seed: planting.seed, newId };
  return read.flatMap((line) => {
    const of = sources.get(line.example);
    if (!of) return [];
    return [plantRewrite(line, { exampleId: of.id, source: of.source, section: of.section }, protocol, origin)];
  });
}
