import type { ReviewerKind } from "../campaigns/reviewers";
import type { Estimate } from "../estimate";
import { createAskedPanels } from "../gates/asked-panels";
import type { ArmPair, ChoiceCase } from "./choice";
import { askChoiceAgreement, type ChoiceAgreement } from "./choice-agreement";
import { type ChoiceCounts, countChoices, countStrengths, type StrengthCounts, settleCases } from "./count-choices";
import { measurePosition, type PositionBias } from "./position-share";
import { type Drawing, isWeighted, shareTiesHalved, shareTiesLeftOut, signTest } from "./preference-shares";
import { writePreferenceCautions } from "./write-preference-cautions";

/** What readers chose between two arms; shares and p are about the first. */
export type PairPreference = {
  arms: ArmPair;
  tiesHalved: Estimate;
  tiesLeftOut: Estimate;
  signTest: Estimate;
  counts: ChoiceCounts;
  /** Of each arm, how much better it was called. */
  strengths: [StrengthCounts, StrengthCounts];
  agreement: ChoiceAgreement;
  position: PositionBias;
  /** What must be known to read it. */
  cautions: string[];
};

export type LeftOut = {
  withdrawn: number;
  practice: number;
  repeats: number;
  planted: number;
  clean: number;
  /** Readings by readers of another kind. */
  otherReaders: number;
};

export type Preferences = {
  kind: ReviewerKind;
  pairs: PairPreference[];
  left: LeftOut;
  seed: number;
  resamples: number;
};

export type PreferenceInput = {
  kind: ReviewerKind;
  pairs: readonly { arms: ArmPair; cases: readonly ChoiceCase[] }[];
  left: LeftOut;
  /** How often the round was closed. */
  looks: number;
} & Drawing;

function* computePair(
  { arms, cases }: PreferenceInput["pairs"][number],
  { kind, looks, resamples, seed, pairs }: PreferenceInput,
): Generator<undefined, PairPreference> {
  const drawing = { resamples, seed };
  const groups = new Map([...new Set(cases.map(({ group }) => group))].map((group, at) => [group, at]));
  const asked = createAskedPanels();
  const agreement = askChoiceAgreement(cases, { groups, asked });
  yield* asked.draw(groups.size, drawing);
  const of = { arms, cases: settleCases(cases), drawing };
  const counts = countChoices(cases);
  const position = measurePosition(cases, kind);
  const tiesHalved = shareTiesHalved(of);
  yield;
  return {
    ...{ arms, tiesHalved, tiesLeftOut: shareTiesLeftOut(of), signTest: signTest(of, counts), counts },
    ...{ strengths: countStrengths(cases), agreement: agreement(), position },
    cautions: writePreferenceCautions(counts, {
      weighted: isWeighted(of.cases),
      looks,
      pairs: pairs.length,
      firstShown: position.firstShown,
    }),
  };
}

/** Everything that a closed round of choices says, of every pair of arms; the work pauses at every `yield`. */
export function* computePreferences(input: PreferenceInput): Generator<undefined, Preferences> {
  const pairs: PairPreference[] = [];
  for (const each of input.pairs) {
    pairs.push(yield* computePair(each, input));
    yield;
  }
  const { kind, left, seed, resamples } = input;
  return { kind, pairs, left, seed, resamples };
}
