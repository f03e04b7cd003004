import type { CampaignRequestInput } from "@/domain/campaigns/campaign-request";
import { visit } from "../review-round";

const WRONG = "Lisinopril was continued because of good tolerance.";

/** One settled case to practise on: its note says that a drug was continued which the patient stopped. */
export function practiceControls(): NonNullable<CampaignRequestInput["controls"]> {
  const practice = visit(90);
  const start = practice.note.indexOf(WRONG);
  const mark = {
    ...{ id: "settled-0001", kind: "error" as const, type: "contradiction", severity: "major" },
    ...{ span: { start, end: start + WRONG.length }, evidence: "none" as const },
    comment: "The patient says that he stopped it in March.",
  };
  const provenance = { how: "settled" as const, by: "The pictures", why: "They wrote this note." };
  const control = { ...practice, section: null, exampleId: null, kind: "practice" as const };
  return [{ ...control, truth: { verdict: "marked", marks: [mark] }, provenance }];
}
