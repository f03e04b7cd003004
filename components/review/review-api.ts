import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import type {
  EarlierCase,
  NextCases,
  PracticeFeedbackAnswer,
  ReviewCase,
  Round,
} from "@/domain/assessments/review-answer";
import type { SaveAnswer, SaveFailure } from "./store/keeper-state";

/** What the workspace asks of the server, about one round. */
export type ReviewApi = {
  round: () => Promise<Round>;
  next: (count: number, after?: string) => Promise<NextCases>;
  one: (assignment: string) => Promise<ReviewCase>;
  save: (changes: AssessmentChange[]) => Promise<SaveAnswer | SaveFailure>;
  localKey: () => Promise<string>;
  time: (id: string, kind: "training", seconds: number) => Promise<void>;
  earlier: (before?: string) => Promise<EarlierCase[]>;
  practiseAgain: () => Promise<void>;
  feedback: (assignment: string) => Promise<PracticeFeedbackAnswer>;
};
