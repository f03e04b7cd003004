import type { Database } from "@/db/database";
import { writeCsvRows } from "@/domain/format/write-csv-rows";
import { hasPlace } from "@/domain/labels/place-span";
import type { ReportContent } from "@/domain/reports/report-content";
import { sha256 } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import { requireCampaign } from "../gates/read-gate-campaign";
import { readRestsOn } from "../gates/rests-on";
import { type ExportedReading, readExported } from "../labels/exported-readings";
import { type ReaderNames, readReaderNames } from "./read-report-rounds";

const COLUMNS = [
  ...["round", "case", "group", "section", "arm", "weight", "reader", "verdict", "unsure", "late", "seconds"],
  ...["kind", "type", "severity", "start", "end"],
];
const QUOTED = ["text", "comment", "corrected"];

type Of = { projectId: string; content: ReportContent };
export type ReportMarks = { csv: string } | { why: string };

/** Readings that were added or taken back since are not those of the report, and would change who is R1. */
async function isAsFrozen(db: Database, { projectId, content }: Of, campaignId: string): Promise<boolean> {
  const { state } = await requireCampaign(db, { projectId, campaignId });
  const frozen = content.restsOn.find(({ kind, id }) => kind === "round" && id === campaignId)?.digest;
  if (state !== "closed") return false;
  return sha256(canonicalJson(await readRestsOn(db, { projectId, campaignId }))) === frozen;
}

/** A number in place of a name that may be a patient's. */
function numbering(letter: string) {
  const known = new Map<string, string>();
  return (name: string): string => {
    const number = known.get(name) ?? `${letter}${known.size + 1}`;
    known.set(name, number);
    return number;
  };
}

function rowsOf(
  reading: ExportedReading,
  reader: string,
  placed: { round: string; group: string; case: string },
  quotes: boolean,
) {
  const { section, arm, weight, verdict, unsure, late, seconds, note, source, comment, corrected } = reading;
  const shared = [
    placed.round,
    placed.case,
    placed.group,
    section,
    arm,
    weight,
    reader,
    verdict,
    unsure,
    late,
    seconds,
  ];
  if (reading.marks.length === 0) {
    return [[...shared, "", "", "", "", "", ...(quotes ? ["", comment, corrected ?? ""] : [])]];
  }
  return reading.marks.map((mark) => {
    const text = mark.kind === "error" ? note : source;
    const span = hasPlace(mark.span) ? mark.span : null;
    const told = [...shared, mark.kind, mark.type, mark.severity, span?.start ?? "", span?.end ?? ""];
    const quoted = [span ? text.slice(span.start, span.end) : "", mark.comment ?? "", corrected ?? ""];
    return quotes ? [...told, ...quoted] : told;
  });
}

async function roundRows(db: Database, { projectId, content }: Of, names: ReaderNames, quotes: boolean) {
  const [cases, groups] = [numbering("C"), numbering("G")];
  const rows: unknown[][] = [];
  for (const { id: campaignId, name: round, kind } of content.rounds) {
    const counted = new Set(names.counted(campaignId, kind).map(({ reviewerId }) => reviewerId));
    const readings = await readExported(db, { projectId, campaignId });
    for (const reading of readings.filter(({ reviewerId }) => counted.has(reviewerId))) {
      const placed = { round, case: cases(reading.caseId), group: groups(reading.group) };
      rows.push(...rowsOf(reading, names.of(reading.reviewerId), placed, quotes));
    }
  }
  return rows;
}

/** Every mark of the readings that count in the rounds of a report, one a line; its words only where they were asked for. */
export async function readReportMarks(db: Database, of: Of, quotes: boolean): Promise<ReportMarks> {
  const { projectId, content } = of;
  const campaigns = content.rounds.map(({ id }) => id);
  for (const id of campaigns) {
    if (!(await isAsFrozen(db, of, id))) {
      return { why: "Readings of its rounds changed since the report was frozen, so that its marks are not here." };
    }
  }
  const names = await readReaderNames(db, { projectId, campaigns, subjectId: content.subject.id });
  const data = await roundRows(db, of, names, quotes);
  const fields = quotes ? [...COLUMNS, ...QUOTED] : COLUMNS;
  return { csv: writeCsvRows(fields, data) };
}
