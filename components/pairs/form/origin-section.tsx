import { formatCounted } from "@/domain/format/number";
import { PAIR_ORIGINS } from "@/domain/pairs/pair";
import type { PairRecipe } from "@/domain/pairs/pair-recipe";
import { FormSection } from "../../campaigns/form/labelled";
import type { RouterOutputs } from "../../layout/trpc";
import { ORIGIN_LABELS } from "../pair-words";
import { CheckList } from "./check-list";

type OriginSectionProps = {
  recipe: PairRecipe;
  choices: RouterOutputs["pairs"]["choices"];
  onChange: (part: Partial<PairRecipe>) => void;
};

/** Where pairs come from. */
export function OriginSection({ recipe, choices, onChange }: OriginSectionProps) {
  const { origins } = recipe;
  const sideBySide = origins.includes("choice");
  const ofNotes = origins.includes("correction") || origins.includes("generations");
  const rounds = choices.campaigns.filter(({ mode }) => (mode === "side-by-side" ? sideBySide : ofNotes || sideBySide));
  return (
    <FormSection
      title="Where they come from"
      about="Only closed rounds: what single readers say is shown to nobody before."
    >
      <CheckList
        id="origin"
        legend="Origins"
        none=""
        options={PAIR_ORIGINS.map((origin) => ({ value: origin, ...ORIGIN_LABELS[origin] }))}
        chosen={origins}
        onChange={(chosen) => onChange({ origins: PAIR_ORIGINS.filter((origin) => chosen.includes(origin)) })}
      />
      {ofNotes || sideBySide ? (
        <CheckList
          id="campaign"
          legend="Closed rounds"
          none="No round is closed yet."
          options={rounds.map(({ id, name, mode, readings, corrected }) => ({
            value: id,
            label: name,
            about: `${mode === "side-by-side" ? "side by side, " : ""}${formatCounted(readings, "reading")}${corrected > 0 ? `, ${formatCounted(corrected, "correction")}` : ""}`,
          }))}
          chosen={recipe.campaigns}
          onChange={(campaigns) => onChange({ campaigns })}
        />
      ) : null}
      {origins.includes("rewrite") ? (
        <CheckList
          id="run"
          legend="Runs of rewrites"
          none="No run of stage rewrite has finished."
          options={choices.runs.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={recipe.runs}
          onChange={(runs) => onChange({ runs })}
        />
      ) : null}
      {origins.includes("imported") ? (
        <CheckList
          id="pairs"
          legend="Versions of pairs"
          none="No version of pairs is stored."
          options={choices.versions
            .filter(({ type }) => type === "preference" || type === "unpaired")
            .map(({ id, name, number, rows, type }) => ({
              value: id,
              label: `${name} v${number}`,
              about: formatCounted(rows, type === "preference" ? "pair" : "judged answer"),
            }))}
          chosen={recipe.versions}
          onChange={(versions) => onChange({ versions })}
        />
      ) : null}
    </FormSection>
  );
}
