import type { LineageSubject } from "../lineage/lineage-subject";
import type { StudyNumber } from "../lineage/study-numbers";
import type { ReportContent } from "./report-content";

type Part = "before" | "after" | "difference";

const RATES: Readonly<Record<Part, StudyNumber>> = {
  before: "rate-before",
  after: "rate-after",
  difference: "difference",
};
const NAMED: Readonly<Partial<Record<string, StudyNumber>>> = {
  omissions: "omissions",
  length: "length",
  copied: "copied",
};

/** Where the number of a row comes from; null where nobody can be asked. */
export function numberOfMeasure({ subject, measures }: ReportContent, key: string, part: Part): LineageSubject | null {
  if (subject.kind !== "study" || subject.node === null) return null;
  const of = { of: "study" as const, id: subject.id, node: subject.node };
  const [group = "", name = ""] = key.split(".");
  if (group === "kept") return { ...of, number: "kept" };
  if (group === "seeds") return { ...of, number: "difference" };
  const number = name.startsWith("rate") ? RATES[part] : NAMED[name];
  const side = measures
    .filter(({ key: each }) => each !== "seeds" && each !== "kept")
    .findIndex((each) => each.key === group);
  return number && side >= 0 ? { ...of, number, side } : null;
}
