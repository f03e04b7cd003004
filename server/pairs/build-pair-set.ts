import type { TransactionSql } from "postgres";
import { formatCounted } from "@/domain/format/number";
import { newId } from "@/domain/identifiers";
import type { PairExclusion, PairRecipe, PairRecipeInput } from "@/domain/pairs/pair-recipe";
import { pairRecipeSchema } from "@/domain/pairs/pair-recipe";
import type { AuditActor } from "../audit/append-audit";
import { appendAuditSql } from "../audit/append-audit-sql";
import { inTurn } from "../datasets/dataset-lock";
import { DomainError } from "../errors";
import { refuseConfirming } from "../studies/note-roles";
import { insertDrafts } from "./insert-drafts";
import { type PairPlan, type PairServices, planPairs } from "./plan-pairs";

export type PairScope = { projectId: string; actor: AuditActor };
export type BuildServices = PairServices & { now: () => Date };

export type BuiltPairSet = { id: string; pairs: number; exclusions: PairExclusion[] };

function refuseNothing({ pairs, exclusions }: PairPlan): void {
  if (pairs.length > 0) return;
  if (exclusions.length === 0) {
    throw new DomainError("Validation", "No pairs can be made of this: nothing that was chosen holds any.", [
      {
        where: "recipe",
        what: "There is nothing to pair.",
        remedy: "Choose rounds that were read, rewrites or versions.",
      },
    ]);
  }
  const problems = exclusions.map(({ reason, remedy, pairs: left }) => ({
    where: "recipe",
    what: `${formatCounted(left, "time", "times")}: ${reason}`,
    ...(remedy ? { remedy } : {}),
  }));
  throw new DomainError("Validation", "No pairs are left: every one that could be made is left out.", problems);
}

/** Erased between the reading and now: nothing of it may come back through a draft. */
async function refuseErased(tx: TransactionSql, projectId: string, pairSetId: string): Promise<void> {
  const [found] = await tx<{ pairs: number }[]>`
    select count(*)::int as pairs from pair_draft d
      left join example e on e.project_id = d.project_id and e.id = d.example_id
    where d.project_id = ${projectId} and d.pair_set_id = ${pairSetId}
      and (d.chosen = '' or d.rejected = '' or e.erased_at is not null)`;
  if (!found?.pairs) return;
  throw new DomainError("InvalidState", "Text of these notes was erased meanwhile. Make the pairs anew.");
}

type Named = { name: string; study: string | null };

async function storeSet(tx: TransactionSql, of: PairScope & Named & { recipe: PairRecipe; at: Date }, plan: PairPlan) {
  const id = newId();
  const { projectId, actor, name, recipe, study, at } = of;
  await tx`
    insert into pair_set (id, project_id, name, state, recipe, exclusions, study_id, created_by, created_at)
    values (${id}, ${projectId}, ${name}, 'draft', ${JSON.stringify(recipe)}::text::jsonb,
      ${JSON.stringify(plan.exclusions)}::text::jsonb, ${study}, ${actor.id}, ${at})`;
  await insertDrafts(tx, { projectId, pairSetId: id }, plan.pairs);
  await refuseErased(tx, projectId, id);
  const { pairs, origins } = plan.balance;
  await appendAuditSql(tx, at, [
    {
      ...{ actor, projectId, action: "pair_set.build", subject: "pair_set", subjectId: id },
      facts: { pairs, origins: Object.fromEntries(origins.map(({ origin, pairs: some }) => [origin, some])) },
    },
  ]);
  return id;
}

/** Makes pairs by a recipe, as a draft that people look through and edit. */
export async function buildPairSet(
  services: BuildServices,
  scope: PairScope & { name: string },
  given: PairRecipeInput,
): Promise<BuiltPairSet> {
  const recipe = pairRecipeSchema.parse(given);
  const plan = await planPairs(services, scope.projectId, recipe);
  refuseNothing(plan);
  if (recipe.study) {
    await refuseConfirming(services.db, {
      ...{ projectId: scope.projectId, studyId: recipe.study },
      groupKeys: plan.pairs.map(({ group }) => group),
      sourceHashes: plan.pairs.map((each) => each.noteHash),
    });
  }
  const id = await inTurn(services.sql, scope, undefined, (tx) =>
    storeSet(tx, { ...scope, recipe, study: recipe.study, at: services.now() }, plan),
  );
  return { id, pairs: plan.pairs.length, exclusions: plan.exclusions };
}
