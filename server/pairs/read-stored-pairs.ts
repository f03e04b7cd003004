import type { Sql } from "@/db/database";
import type { Split } from "@/domain/datasets/dataset-types";
import type { Label, PairOrigin } from "@/domain/pairs/pair";
import { type LeftOut, type PairCandidate, promptKeyOf } from "@/domain/pairs/pair-candidate";
import type { PairProvenance } from "@/domain/pairs/pair-provenance";
import type { PairRecipe } from "@/domain/pairs/pair-recipe";
import { pairsOfJudged } from "@/domain/pairs/pairs-of-judged";
import { DomainError } from "../errors";
import { readJudgedAnswers } from "./read-judged-answers";

type Row = {
  id: string;
  source: string;
  sourceLength: number;
  chosen: string;
  chosenLength: number;
  rejected: string;
  rejectedLength: number;
  section: string | null;
  group: string;
  split: Split;
  hChosen: Label;
  hRejected: Label;
  flipped: boolean;
  origin: PairOrigin;
  provenance: PairProvenance | null;
  assessmentIds: string[];
  generationIds: string[];
  noteHash: string;
};

async function findPairType(sql: Sql, projectId: string, versionId: string): Promise<"preference" | "unpaired"> {
  const [found] = await sql<{ type: string }[]>`
    select type from dataset_version where project_id = ${projectId} and id = ${versionId}`;
  if (!found) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  if (found.type === "preference" || found.type === "unpaired") return found.type;
  throw new DomainError("Validation", `Pairs are taken from versions of pairs; this one holds rows of ${found.type}.`);
}

const selectPairs = (sql: Sql, projectId: string, versionId: string) => sql<Row[]>`
  select e.id, encode(sha256(convert_to(e.source, 'UTF8')), 'hex') as source, length(e.source) as "sourceLength",
    encode(sha256(convert_to(e.reference, 'UTF8')), 'hex') as chosen, length(e.reference) as "chosenLength",
    encode(sha256(convert_to(p.rejected, 'UTF8')), 'hex') as rejected, length(p.rejected) as "rejectedLength",
    e.section, e.group_key as "group", e.split, p.h_chosen as "hChosen", p.h_rejected as "hRejected", p.flipped,
    p.origin, p.provenance, p.assessment_ids as "assessmentIds", p.generation_ids as "generationIds",
    p.note_hash as "noteHash"
  from example e join pair p on p.project_id = e.project_id and p.example_id = e.id
  where e.project_id = ${projectId} and e.dataset_version_id = ${versionId} and e.erased_at is null
  order by e.position`;

type Rules = Pick<PairRecipe, "versions" | "adversarialRatio" | "seed"> & { left: LeftOut };

/** Pairs of versions as they stand, with what is known of them; answers that were judged one by one are joined. */
export async function readStoredPairs(sql: Sql, projectId: string, rules: Rules): Promise<PairCandidate[]> {
  const found: PairCandidate[] = [];
  for (const versionId of rules.versions) {
    if ((await findPairType(sql, projectId, versionId)) === "unpaired") {
      for (const each of pairsOfJudged(await readJudgedAnswers(sql, projectId, versionId), rules)) found.push(each);
      continue;
    }
    for (const row of await selectPairs(sql, projectId, versionId)) {
      const { id, source, sourceLength, chosen, chosenLength, rejected, rejectedLength, ...rest } = row;
      found.push({
        ...rest,
        exampleId: id,
        template: "{source}",
        promptKey: promptKeyOf(row),
        source: { digest: source, length: sourceLength },
        chosen: { digest: chosen, length: chosenLength },
        rejected: { digest: rejected, length: rejectedLength },
      });
    }
  }
  return found;
}
