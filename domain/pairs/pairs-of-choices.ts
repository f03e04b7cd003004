import { flipPair } from "./flip-pair";
import type { Label } from "./pair";
import type { ChosenNotes, LeftOut, PairCandidate } from "./pair-candidate";
import type { SettledBy } from "./pair-provenance";
import type { PairRecipe } from "./pair-recipe";
import { provenanceOfNotes, sideOf } from "./provenance-of-notes";

/** What is known of a text by its marks, by digest. */
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

type Labels = { hChosen: Label; hRejected: Label; by: [SettledBy, SettledBy] };

/** With one side unmarked neither label may turn the pair, so both count as factual where the rule takes it at all. */
function labelsOf(chosen: string, rejected: string, { known, unmarkedChoices }: Rules): Labels | null {
  const [one, other] = [known.get(chosen), known.get(rejected)];
  if (one && other) return { hChosen: one.label, hRejected: other.label, by: [one.by, other.by] };
  return unmarkedChoices === "factual" ? { hChosen: 0, hRejected: 0, by: ["rule", "rule"] } : null;
}

/** What readers preferred against the other; turned where marks say that what they preferred is hallucinated. */
export function pairsOfChoices(cases: readonly ChosenNotes[], rules: Rules): PairCandidate[] {
  const { conflicts, left } = rules;
  return cases.flatMap((each): PairCandidate[] => {
    const choice = settle(each, conflicts);
    if (choice !== "first" && choice !== "second") {
      left.add(`Choices: ${choice}`);
      return [];
    }
    const [won, lost] = choice === "first" ? [each.first, each.second] : [each.second, each.first];
    const labels = labelsOf(won.note.digest, lost.note.digest, rules);
    if (!labels) {
      const remedy = "Have them read for marks, too, or take unmarked choices as (0, 0).";
      left.add("Choices: Nobody marked both notes, so that their labels are not known.", remedy);
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
