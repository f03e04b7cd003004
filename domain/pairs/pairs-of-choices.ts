import { flipPair } from "./flip-pair";
import type { Label } from "./pair";
import { type ChosenNotes, type LeftOut, type PairCandidate, textKeyOf } from "./pair-candidate";
import type { SettledBy } from "./pair-provenance";
import type { PairRecipe } from "./pair-recipe";
import { provenanceOfNotes, sideOf } from "./provenance-of-notes";

/** What is known of a text by its marks, by note and digest (`textKeyOf`). */
export type KnownLabels = ReadonlyMap<string, { label: Label; by: SettledBy }>;

type Rules = Pick<PairRecipe, "conflicts" | "unmarkedChoices"> & { known: KnownLabels; left: LeftOut };

function settle({ readings }: ChosenNotes, conflicts: PairRecipe["conflicts"]): "first" | "second" | string {
  const judged = readings.flatMap(({ choice }) => choice ?? []);
  if (judged.length === 0) return "Nobody could choose.";
  const first = judged.filter((choice) => choice === "first").length;
  const second = judged.filter((choice) => choice === "second").length;
  const all = judged.length;
  if (first === all) return "first";
  if (second === all) return "second";
  if (first === 0 && second === 0) return "Readers prefer neither.";
  if (conflicts === "leave-out") return "Readers prefer different notes.";
  if (2 * first > all) return "first";
  return 2 * second > all ? "second" : "No note has more than half of the readers.";
}

type Sides = [ChosenNotes["first"], ChosenNotes["second"]];
type Labels = { hChosen: Label; hRejected: Label; by: [SettledBy, SettledBy] };

/** The rule is for pairs of which nothing is known; what somebody marked is never called otherwise. */
function labelsOf(each: ChosenNotes, [won, lost]: Sides, { known, unmarkedChoices }: Rules): Labels | { why: string } {
  const [one, other] = [known.get(textKeyOf(each, won.note)), known.get(textKeyOf(each, lost.note))];
  if (one && other) return { hChosen: one.label, hRejected: other.label, by: [one.by, other.by] };
  if (one || other) return { why: "One note was marked and the other was not, so that its label is not known." };
  if (unmarkedChoices === "factual") return { hChosen: 0, hRejected: 0, by: ["rule", "rule"] };
  return { why: "Nobody marked either note, so that their labels are not known." };
}

const remedyOf = (unmarked: PairRecipe["unmarkedChoices"]) =>
  unmarked === "factual"
    ? "Have both read for marks."
    : "Have both read for marks, or take choices between notes that nobody marked as (0, 0).";

/** What readers preferred against the other; turned where marks say that what they preferred is hallucinated. */
export function pairsOfChoices(cases: readonly ChosenNotes[], rules: Rules): PairCandidate[] {
  const { conflicts, left } = rules;
  return cases.flatMap((each): PairCandidate[] => {
    const choice = settle(each, conflicts);
    if (choice !== "first" && choice !== "second") {
      left.add(`Choices: ${choice}`);
      return [];
    }
    const [won, lost]: Sides = choice === "first" ? [each.first, each.second] : [each.second, each.first];
    const labels = labelsOf(each, [won, lost], rules);
    if ("why" in labels) {
      left.add(`Choices: ${labels.why}`, remedyOf(rules.unmarkedChoices));
      return [];
    }
    const { caseId, campaignId } = each;
    const side = ({ arm, generationId }: typeof won, by: SettledBy) =>
      sideOf({ arm, generationId, caseId, campaignId }, by);
    const { source, promptKey, template, section, group, exampleId, noteHash } = each;
    const sides = { chosen: side(won, labels.by[0]), rejected: side(lost, labels.by[1]) };
    const { hChosen, hRejected } = labels;
    const turned = flipPair({ chosen: won, rejected: lost, hChosen, hRejected, flipped: false });
    const shown = turned.flipped ? { chosen: sides.rejected, rejected: sides.chosen } : sides;
    return [
      {
        ...{ source, promptKey, template, section, group, exampleId, noteHash, split: null, origin: "choice" },
        ...{ ...turned, chosen: turned.chosen.note, rejected: turned.rejected.note },
        provenance: provenanceOfNotes([each], shown),
        assessmentIds: each.readings.map(({ assessmentId }) => assessmentId).sort(),
        generationIds: [won, lost].flatMap(({ generationId }) => generationId ?? []),
      },
    ];
  });
}
