import { SPLITS } from "@/domain/datasets/dataset-types";
import type { PairRecipe } from "@/domain/pairs/pair-recipe";
import { CheckField } from "../../campaigns/form/check-field";
import { FormSection, Labelled } from "../../campaigns/form/labelled";
import type { RouterOutputs } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";

const NO_STUDY = "·none·";

type KeepOutSectionProps = {
  recipe: PairRecipe;
  choices: RouterOutputs["pairs"]["choices"];
  onChange: (part: Partial<PairRecipe>) => void;
};

/** What measures: no pair is made of its notes, patients and documents. */
export function KeepOutSection({ recipe, choices, onChange }: KeepOutSectionProps) {
  const { keepOut, study } = recipe;
  const named = (id: string) => choices.versions.find((version) => version.id === id);
  const free = choices.versions.filter(({ id }) => !keepOut.some(({ version }) => version === id));
  const setSplits = (version: string, splits: PairRecipe["keepOut"][number]["splits"]) =>
    onChange({ keepOut: keepOut.map((each) => (each.version === version ? { version, splits } : each)) });
  return (
    <FormSection
      title="Kept out"
      about="What a model learned from cannot measure it. Notes, patients and documents of these are refused, and told."
    >
      {choices.studies.length > 0 ? (
        <Labelled
          id="study"
          label="Study"
          about="Its confirming notes are refused; pairs come from the harvested ones."
        >
          <Select
            id="study"
            value={study ?? NO_STUDY}
            options={[
              { value: NO_STUDY, label: "None" },
              ...choices.studies.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(value) => onChange({ study: value === NO_STUDY ? null : value })}
          />
        </Labelled>
      ) : null}
      {keepOut.map(({ version, splits }) => (
        <fieldset key={version} className="flex flex-wrap items-center gap-4">
          <legend className="sr-only">{named(version)?.name ?? version}</legend>
          <span className="min-w-40 font-medium">
            {named(version)?.name ?? version} v{named(version)?.number}
          </span>
          {SPLITS.filter((split) => named(version)?.splits.includes(split)).map((split) => (
            <CheckField
              key={split}
              id={`keep-${version}-${split}`}
              label={split}
              checked={splits.includes(split) || splits.length === 0}
              onChange={(checked) => {
                const present = SPLITS.filter((each) => named(version)?.splits.includes(each));
                const before = splits.length === 0 ? present : splits;
                setSplits(
                  version,
                  present.filter((each) => (each === split ? checked : before.includes(each))),
                );
              }}
            />
          ))}
          <Button size="sm" onClick={() => onChange({ keepOut: keepOut.filter((each) => each.version !== version) })}>
            Do not keep out
          </Button>
        </fieldset>
      ))}
      <Select
        label="Keep a version out"
        value={undefined}
        placeholder="Keep a version out…"
        className="w-72"
        options={free.map(({ id, name, number }) => ({ value: id, label: `${name} v${number}` }))}
        onChange={(version) => onChange({ keepOut: [...keepOut, { version, splits: [] }] })}
      />
    </FormSection>
  );
}
