import { strToU8 } from "fflate";
import { z } from "zod";
import type { ReportContent } from "@/domain/reports/report-content";
import type { ReportFacts } from "@/domain/reports/report-document";
import { writeLatex } from "@/domain/reports/write-latex";
import { writeNumbersCsv } from "@/domain/reports/write-report-csv";
import { actorOf, appendAudit } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import type { Services, Viewer } from "../context";
import { DomainError } from "../errors";
import { readReportMarks } from "./read-report-marks";
import { readReport } from "./report-queries";
import { writePack } from "./write-pack";
import { writePdf } from "./write-pdf";
import { writeWord } from "./write-word";

export const REPORT_FILES = ["pack", "pdf", "docx", "tex", "csv", "json"] as const;
export const reportFileSchema = z.enum(REPORT_FILES);
export type ReportFile = z.infer<typeof reportFileSchema>;

export const REPORT_TYPES: Readonly<Record<ReportFile, string>> = {
  pack: "application/zip",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  tex: "application/x-tex; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
};

export type WrittenReport = { fileName: string; contentType: string; bytes: Uint8Array };
type ReportOf = { projectId: string; reportId: string; viewer: Viewer };

async function readWhole(db: Services["db"], of: ReportOf): Promise<{ content: ReportContent; facts: ReportFacts }> {
  const { content, digest, remark, changes, frozenName, frozenAt, intact } = await readReport(db, of);
  if (!intact) {
    throw new DomainError(
      "InvalidState",
      "What is stored of this report is not what was frozen: no file is made of it.",
    );
  }
  return { content, facts: { frozen: { name: frozenName, at: frozenAt }, digest, remark, changes } };
}

const named = ({ subject, number }: ReportContent, ending: string): string =>
  `${subject.name.replace(/[^\p{L}\p{N}._-]+/gu, "-")}-report-${number}.${ending}`;

async function writeBytes(
  db: Services["db"],
  of: ReportOf,
  file: ReportFile,
  { content, facts }: Awaited<ReturnType<typeof readWhole>>,
): Promise<Uint8Array> {
  switch (file) {
    case "pdf":
      return writePdf(content, facts);
    case "docx":
      return writeWord(content, facts);
    case "tex":
      return strToU8(writeLatex(content, facts));
    case "csv":
      return strToU8(writeNumbersCsv(content));
    case "json":
      return strToU8(canonicalJson(content));
    case "pack": {
      const asked = { projectId: of.projectId, content };
      const marks = content.rounds.length > 0 ? await readReportMarks(db, asked, false) : null;
      return writePack(content, facts, { marks, quotes: false });
    }
  }
}

/** A frozen report as a file, without a text of a note. */
export async function exportReport(db: Services["db"], of: ReportOf, file: ReportFile): Promise<WrittenReport> {
  const whole = await readWhole(db, of);
  const bytes = await writeBytes(db, of, file, whole);
  return { fileName: named(whole.content, file === "pack" ? "zip" : file), contentType: REPORT_TYPES[file], bytes };
}

/** The pack with the words that readers marked; the chain says who took them out, before they leave. */
export async function exportQuotedPack(
  { db, now }: Pick<Services, "db" | "now">,
  of: ReportOf,
): Promise<WrittenReport> {
  const { content, facts } = await readWhole(db, of);
  const marks = await readReportMarks(db, { projectId: of.projectId, content }, true);
  const bytes = await writePack(content, facts, { marks, quotes: "csv" in marks });
  const told = { rounds: content.rounds.length, digest: facts.digest, quoted: "csv" in marks };
  await db.transaction((tx) =>
    appendAudit(tx, now(), {
      ...{ actor: actorOf(of.viewer), projectId: of.projectId, action: "report.export_quotes" },
      ...{ subject: "report", subjectId: of.reportId, facts: told },
    }),
  );
  return { fileName: named(content, "with-quotes.zip"), contentType: REPORT_TYPES.pack, bytes };
}
