import { CONFLICT_RULES, type PairRecipe, UNMARKED_RULES } from "@/domain/pairs/pair-recipe";
import { FormSection, Labelled } from "../../campaigns/form/labelled";
import { NumberField } from "../../campaigns/form/number-field";
import { Select } from "../../ui/select";

const CONFLICTS = {
  "leave-out": "Leave it out, unless somebody settled it",
  majority: "More than half of its readers decide",
  any: "One reader who finds an error is enough",
} as const;
const UNMARKED = {
  "leave-out": "Leave them out",
  factual: "Take both notes as factual (0, 0)",
} as const;

type RulesSectionProps = { recipe: PairRecipe; onChange: (part: Partial<PairRecipe>) => void };

/** By which rules pairs are made. What an adjudicator settled stands before all of them. */
export function RulesSection({ recipe, onChange }: RulesSectionProps) {
  return (
    <FormSection title="Rules" about="They are stored with every pair. What an adjudicator settled stands before them.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Labelled id="conflicts" label="A note that readers differ on">
          <Select
            id="conflicts"
            value={recipe.conflicts}
            options={CONFLICT_RULES.map((rule) => ({ value: rule, label: CONFLICTS[rule] }))}
            onChange={(value) => onChange({ conflicts: CONFLICT_RULES.find((rule) => rule === value) })}
          />
        </Labelled>
        {recipe.origins.includes("choice") ? (
          <Labelled id="unmarked" label="Choices between notes that nobody marked">
            <Select
              id="unmarked"
              value={recipe.unmarkedChoices}
              options={UNMARKED_RULES.map((rule) => ({ value: rule, label: UNMARKED[rule] }))}
              onChange={(value) => onChange({ unmarkedChoices: UNMARKED_RULES.find((rule) => rule === value) })}
            />
          </Labelled>
        ) : null}
        <NumberField
          id="per-prompt"
          label="Pairs of one prompt, at most"
          about="Corrections come first, then those of most equal length."
          value={recipe.pairsPerPrompt}
          min={1}
          max={50}
          whole
          onChange={(value) => onChange({ pairsPerPrompt: value ?? 1 })}
        />
        <NumberField
          id="validation"
          label="For validation"
          about="Of the patients or documents; a note never stands in two splits."
          value={recipe.validationShare}
          min={0}
          max={0.5}
          percent
          onChange={(value) => onChange({ validationShare: value ?? 0 })}
        />
        {recipe.origins.includes("rewrite") || recipe.origins.includes("imported") ? (
          <NumberField
            id="ratio"
            label="Adversarial ratio"
            about="Rewrites for each clean note, or hallucinated answers for each factual one; 0.5 takes every other."
            value={recipe.adversarialRatio}
            min={0}
            max={20}
            onChange={(value) => onChange({ adversarialRatio: value ?? 1 })}
          />
        ) : null}
        <NumberField
          id="seed"
          label="Seed"
          value={recipe.seed}
          min={0}
          max={2 ** 31 - 1}
          whole
          onChange={(value) => onChange({ seed: value ?? 0 })}
        />
      </div>
    </FormSection>
  );
}
