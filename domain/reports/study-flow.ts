import type { PairExclusion } from "../pairs/pair-recipe";
import type { SideComparison } from "../studies/study-result";
import type { FlowBox } from "./report-content";

type Notes = { notes: number; erased: number; groups: number };
export type WrittenNotes = { id: string; name: string; notes: number; empty: number };
type RoundCases = { name: string; cases: number; withdrawn: number };

export type FlowFacts = {
  /** Of the whole version of notes. */
  all: Notes;
  heldOut: Notes;
  /** Null where they were not divided yet. */
  harvest: Notes | null;
  confirm: Notes | null;
  wroteHarvest: readonly WrittenNotes[];
  wroteBefore: readonly WrittenNotes[];
  wroteAfter: readonly WrittenNotes[];
  firstRound: RoundCases | null;
  secondRound: RoundCases | null;
  pairs: {
    name: string;
    /** Null until they are frozen. */
    pairs: number | null;
    splits: Partial<Record<string, number>>;
    exclusions: readonly PairExclusion[];
  } | null;
  sides: readonly Pick<SideComparison, "name" | "difference" | "excluded">[];
};

type Left = FlowBox["left"];

const some = (left: Left): Left => left.filter(({ count }) => count > 0);
const GROUPS = "patients or documents";

/** What was erased after the division stands in its counts and is left out there. */
function startBox({ all, heldOut, harvest, confirm }: FlowFacts): FlowBox {
  const later = harvest && confirm ? harvest.erased + confirm.erased : 0;
  const erased = Math.max(0, heldOut.erased - later);
  const divided = harvest && confirm ? harvest.notes + confirm.notes : heldOut.notes - erased;
  const neither = heldOut.notes - erased - divided;
  return {
    ...{ key: "notes", arm: "all", title: "Notes of the version" },
    counts: [
      { of: "notes", count: all.notes },
      { of: GROUPS, count: all.groups },
    ],
    left: some([
      { reason: "of splits that may train, which no round reads", count: all.notes - heldOut.notes, of: "notes" },
      { reason: "erased", count: erased, of: "notes" },
      { reason: "held out, and divided into neither role", count: neither, of: "notes" },
    ]),
  };
}

function dividedBox(arm: "harvest" | "confirm", { notes, groups, erased }: Notes): FlowBox {
  const title = arm === "harvest" ? "Harvested: their marks make pairs" : "Confirming: they alone say what came of it";
  return {
    ...{ key: `${arm}.divided`, arm, title },
    counts: [
      { of: "notes", count: notes },
      { of: GROUPS, count: groups },
    ],
    left: some([{ reason: "erased since", count: erased, of: "notes" }]),
  };
}

type Writing = { key: string; title: string; runs: readonly WrittenNotes[]; of: Notes | null };

/** A run that has not ended wrote fewer, too. */
function writtenBox(arm: FlowBox["arm"], { key, title, runs, of }: Writing): FlowBox[] {
  if (runs.length === 0) return [];
  const there = of ? of.notes - of.erased : 0;
  return [
    {
      ...{ key: `${arm}.${key}`, arm, title },
      counts: runs.map(({ name, notes }) => ({ of: `notes by “${name}”`, count: notes })),
      left: some(
        runs.flatMap(({ name, notes, empty }) => [
          {
            reason: `not written by “${name}”: beyond the study’s limit, or not reached`,
            count: there - notes,
            of: "notes",
          },
          { reason: `left empty by “${name}”, which no reader is shown`, count: empty, of: "notes" },
        ]),
      ),
    },
  ];
}

function roundBox(arm: FlowBox["arm"], { name, cases, withdrawn }: RoundCases): FlowBox {
  return {
    ...{ key: `${arm}.round`, arm, title: `Read in “${name}”` },
    counts: [{ of: "cases", count: cases }],
    left: some([{ reason: "taken out of the round or erased", count: withdrawn, of: "cases" }]),
  };
}

function pairsBox({ name, pairs, splits, exclusions }: NonNullable<FlowFacts["pairs"]>): FlowBox {
  return {
    ...{ key: "harvest.pairs", arm: "harvest", title: `Pairs “${name}”` },
    counts:
      pairs === null
        ? []
        : Object.entries(splits).map(([split, count]) => ({ of: `pairs to ${split}`, count: count ?? 0 })),
    left: some(
      exclusions.map(({ reason, pairs: count }) => ({ reason: reason.replace(/\.$/, ""), count, of: "pairs" })),
    ),
  };
}

const comparedBox = ({ name, difference, excluded }: FlowFacts["sides"][number], at: number): FlowBox => ({
  ...{ key: `confirm.compared${at + 1}`, arm: "confirm", title: `Compared with “${name}”` },
  counts: [{ of: `paired ${difference.unit}s`, count: difference.n }],
  left: some(excluded.map(({ reason, notes }) => ({ reason, count: notes, of: "sources" }))),
});

/** From the version of notes to what was compared, in the manner of CONSORT: each box with what was left out there. */
export function drawStudyFlow(facts: FlowFacts): FlowBox[] {
  const { harvest, confirm, firstRound, secondRound, pairs, sides } = facts;
  return [
    startBox(facts),
    ...(harvest ? [dividedBox("harvest", harvest)] : []),
    ...writtenBox("harvest", {
      ...{ key: "written", title: "Written to learn from", runs: facts.wroteHarvest, of: harvest },
    }),
    ...(firstRound ? [roundBox("harvest", firstRound)] : []),
    ...(pairs ? [pairsBox(pairs)] : []),
    ...(confirm ? [dividedBox("confirm", confirm)] : []),
    ...writtenBox("confirm", { key: "before", title: "Written before", runs: facts.wroteBefore, of: confirm }),
    ...writtenBox("confirm", { key: "after", title: "Written after", runs: facts.wroteAfter, of: confirm }),
    ...(secondRound ? [roundBox("confirm", secondRound)] : []),
    ...sides.map(comparedBox),
  ];
}
