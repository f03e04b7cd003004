import type { NodePlan } from "@/domain/studies/node-plan";
import { DomainError, type Problem } from "../errors";
import { stageSchemas } from "../stages/stage-schemas";
import { validateConfig } from "../stages/validate-config";

function problemsOf({ key, title, kind, config }: NodePlan): Problem[] {
  if (kind !== "run" && kind !== "sweep") return [];
  return config.runs.flatMap(({ stage, config: given }) => {
    const schema = stageSchemas().get(stage);
    if (!schema) return [{ where: key, what: `“${title}” needs the stage ${stage}, which this installation lacks.` }];
    return validateConfig(schema, given).map((problem) => ({
      ...{ where: `${key}.${problem.where}`, what: `${title}: ${problem.what}` },
      ...(problem.remedy ? { remedy: problem.remedy } : {}),
    }));
  });
}

/** What no stage would take, each once. */
export function findPlanProblems(plans: readonly NodePlan[]): Problem[] {
  const all = plans.flatMap(problemsOf);
  return all.filter(({ what }, at) => all.findIndex((each) => each.what === what) === at);
}

/** Refused before anything is launched, not days later when its turn comes. */
export function refusePlan(plans: readonly NodePlan[]): void {
  const problems = findPlanProblems(plans);
  if (problems.length === 0) return;
  throw new DomainError("Validation", problems.map(({ what }) => what).join(" "), problems);
}
