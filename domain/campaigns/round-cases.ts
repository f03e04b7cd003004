import { type Assigned, assignBalanced, assignFixed, type ItemLoad, type ReaderShare } from "./assign-readers";
import type { CampaignDesign } from "./design";
import { createDraw, shuffle } from "./draw";
import { spreadOrder } from "./spread-order";

export type RoundCase = {
  id: string;
  item: string;
  kind: "sample" | "practice" | "planted" | "clean" | "repeat";
  readings: number;
  repeatOf: string | null;
};

export type Turn = { caseId: string; readerId: string; position: number };

/** Hours that a reader is counted with: her own, or the mean of those who said theirs. */
export function readerShares(readers: readonly { id: string; hoursPerWeek: number | null }[]): ReaderShare[] {
  const said = readers.flatMap(({ hoursPerWeek }) => hoursPerWeek ?? []);
  const mean = said.length > 0 ? said.reduce((sum, each) => sum + each, 0) / said.length : 1;
  return readers.map(({ id, hoursPerWeek }) => ({ id, hours: hoursPerWeek ?? mean }));
}

export function itemLoads(cases: readonly RoundCase[]): ItemLoad[] {
  const loads = new Map<string, ItemLoad>();
  for (const { item, readings } of cases.filter(({ kind }) => kind === "sample")) {
    const load = loads.get(item) ?? { item, cases: 0, readings };
    load.cases += 1;
    loads.set(item, load);
  }
  return [...loads.values()];
}

/** What one reader gets beside practice: her items, their repeats where she reads them first, and all controls. */
function casesOf(reader: string, cases: readonly RoundCase[], assigned: Assigned): RoundCase[] {
  return cases.filter(({ kind, item }) => {
    if (kind === "sample") return assigned.get(item)?.includes(reader);
    if (kind === "repeat") return assigned.get(item)?.[0] === reader;
    return kind !== "practice";
  });
}

type Round = { cases: readonly RoundCase[]; readers: readonly { id: string; hoursPerWeek: number | null }[] };

/**
 * Turns of a round that opens: practice first, then each reader's cases in an order of her own with arms and repeats
 * apart. In a queue only practice and controls are known before.
 */
export function planTurns({ cases, readers }: Round, design: CampaignDesign): Turn[] {
  const shares = readerShares(readers);
  const loads = itemLoads(cases);
  const assigned =
    design.assignment === "fixed" ? assignFixed(loads, shares) : assignBalanced(loads, shares, design.seed);
  return shares.flatMap(({ id: readerId }, place) => {
    const order = createDraw(design.seed, `order ${place}`);
    const practice = shuffle(
      cases.filter(({ kind }) => kind === "practice"),
      order,
    );
    const own =
      design.assignment === "queue" ? [] : spreadOrder(casesOf(readerId, cases, assigned), design.distance, order);
    return [...practice, ...own].map(({ id: caseId }, position) => ({ caseId, readerId, position }));
  });
}
