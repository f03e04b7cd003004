import { pageAddress } from "../layout/pages";
import { studyAddress } from "../studies/study-address";

export const reportsAddress = (project: string): string => pageAddress(project, "/reports");
export const reportAddress = (project: string, report: string): string => `${reportsAddress(project)}/${report}`;
/** What a report of a study would say now, and where it is frozen. */
export const studyReportAddress = (project: string, study: string): string => `${studyAddress(project, study)}/report`;

/** A report as a file; the project is in the address because it says who may ask. */
export const reportFileAddress = (project: string, report: string, file: string): string =>
  `/api/reports/${encodeURIComponent(report)}/files?${new URLSearchParams({ project, file })}`;
