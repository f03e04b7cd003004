import { type PairRecipe, type PairRecipeInput, pairRecipeSchema } from "@/domain/pairs/pair-recipe";

export type RecipeDraft = PairRecipe & { name: string };

export const EMPTY_RECIPE: RecipeDraft = {
  ...pairRecipeSchema.parse({ origins: ["correction", "generations"] }),
  name: "",
};

/** What still has to be chosen before there is anything to look at. */
export function missingChoices({ origins, campaigns, runs, versions }: PairRecipe): string[] {
  const found: string[] = [];
  const fromRounds = origins.some((origin) => ["correction", "generations", "choice"].includes(origin));
  if (origins.length === 0) found.push("Choose where pairs come from.");
  if (fromRounds && campaigns.length === 0) found.push("Choose a closed round.");
  if (origins.includes("rewrite") && runs.length === 0) found.push("Choose a run of rewrites.");
  if (origins.includes("imported") && versions.length === 0) found.push("Choose a version of pairs.");
  return found;
}

/** Without what its origins do not ask for. */
export function recipeOf({ name: _, ...recipe }: RecipeDraft): PairRecipeInput {
  const { origins } = recipe;
  const fromRounds = origins.some((origin) => ["correction", "generations", "choice"].includes(origin));
  return {
    ...recipe,
    campaigns: fromRounds ? recipe.campaigns : [],
    runs: origins.includes("rewrite") ? recipe.runs : [],
    versions: origins.includes("imported") ? recipe.versions : [],
  };
}
