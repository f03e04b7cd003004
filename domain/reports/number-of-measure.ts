import type { LineageSubject } from "../lineage/lineage-subject";
import type { StudyNumber } from "../lineage/study-numbers";
import type { ReportContent } from "./report-content";

type Part = "before" | "after" | "difference";

const RATES: Readonly<Record<Part, StudyNumber>> = {
  before: "rate-before",
  after: "rate-after",
  difference: "difference",
};
/** Of what is watched beside the rate the change alone can be asked for. */
const CHANGES: Readonly<Partial<Record<string, StudyNumber>>> = {
  omissions: "omissions",
  length: "length",
  copied: "copied",
};

/** Where the very number of a row comes from; null where another one would be shown: over seeds, with empty notes. */
export function numberOfMeasure({ subject, measures }: ReportContent, key: string, part: Part): LineageSubject | null {
  if (subject.kind !== "study" || subject.node === null) return null;
  const of = { of: "study" as const, id: subject.id, node: subject.node };
  const [group = "", name = ""] = key.split(".");
  if (group === "kept") return { ...of, number: "kept" };
  const number = name === "rate" ? RATES[part] : part === "difference" ? CHANGES[name] : undefined;
  const side = measures
    .filter(({ key: each }) => each !== "seeds" && each !== "kept")
    .findIndex((each) => each.key === group);
  return number && side >= 0 ? { ...of, number, side } : null;
}
