import { z } from "zod";
import { authorise } from "../../auth/authorise";
import { answerReportFile } from "../../reports/answer-report-file";
import { exportReport, REPORT_TYPES, reportFileSchema } from "../../reports/export-report";
import { type DownloadOperation, describeFields } from "../operation";

const given = { project: z.string().min(1), report: z.string().min(1).max(64), file: reportFileSchema };

const file: DownloadOperation = {
  kind: "download",
  id: "reports.file",
  method: "GET",
  path: "/projects/{project}/reports/{report}/files/{file}",
  summary: "Save a frozen report as a file",
  description:
    "PDF, Word, LaTeX, all numbers as CSV, the frozen JSON, or all of it in the paper pack. No file holds a text of a note.",
  status: 200,
  fields: describeFields(given, { report: "Id of the report.", file: "Which file; `pack` is a zip of all." }),
  writes: false,
  access: "project.read",
  gives: Object.values(REPORT_TYPES).map((type) => type.replace(/;.*$/, "")),
  serve: async (asked, fields) => {
    const { project } = z.object({ project: given.project }).parse(fields);
    const { projectId } = await authorise(asked.db, asked.viewer, project, "project.read");
    const { report, file: which } = z.object(given).parse(fields);
    return answerReportFile(await exportReport(asked.db, { projectId, reportId: report, viewer: asked.viewer }, which));
  },
};

export const reportDownloads = [file] as const;
