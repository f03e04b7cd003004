import type { ForkPart } from "@/domain/studies/fork-parts";
import type { LoopDraft } from "./loop-draft";
import { NotesSection } from "./notes-section";
import { PairsSection } from "./pairs-section";
import { ReadingSection } from "./reading-section";
import type { StageFields } from "./stage-configs";
import { TrainingSection } from "./training-section";
import type { LoopChoices } from "./use-loop-choices";
import { WritingSection } from "./writing-section";

type LoopSectionsProps = {
  draft: LoopDraft;
  choices: LoopChoices;
  fields: StageFields;
  problems: ReadonlyMap<string, string>;
  /** Of a fork: what may be otherwise; a new study may say everything. */
  parts: readonly ForkPart[];
  onChange: (part: Partial<LoopDraft>) => void;
};

/** A study's settings as fields, in the order in which they come to bear. */
export function LoopSections({ draft, choices, fields, problems, parts, onChange }: LoopSectionsProps) {
  const section = { draft, fields, problems, onChange };
  const has = (part: ForkPart) => parts.includes(part);
  const open = { fineTune: has("fineTune"), writing: has("writing"), samples: has("samples") };
  return (
    <>
      {has("notes") ? (
        <NotesSection draft={draft} versions={choices.versions} models={choices.models} onChange={onChange} />
      ) : null}
      {open.fineTune || open.writing || open.samples ? (
        <WritingSection {...section} open={open} mayDrop={has("notes")} />
      ) : null}
      {has("reading") || has("undecided") ? (
        <ReadingSection draft={draft} people={choices.people} gatesAlone={!has("reading")} onChange={onChange} />
      ) : null}
      {has("pairs") ? <PairsSection {...section} /> : null}
      {has("training") ? <TrainingSection {...section} /> : null}
    </>
  );
}
