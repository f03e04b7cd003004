"use client";

import { useEffect, useState } from "react";
import type { PracticeFeedbackAnswer } from "@/domain/assessments/review-answer";
import { formatPercent } from "@/domain/format/percent";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import type { CaseDesk } from "./case-desk";
import { FeedbackMarks } from "./feedback-marks";
import type { Workspace } from "./workspace";

type PracticeFeedbackProps = { workspace: Workspace; desk: CaseDesk; onNext: () => void };

/** What was settled for a practice case, beside what the reader said. */
export function PracticeFeedback({ workspace, desk, onNext }: PracticeFeedbackProps) {
  const [answer, setAnswer] = useState<PracticeFeedbackAnswer | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { assignmentId } = desk.review;
  useEffect(() => {
    let gone = false;
    workspace
      .askFeedback(assignmentId)
      .then((found) => gone || setAnswer(found))
      .catch((error: unknown) => gone || setFailure(describeError(error).sentence));
    return () => {
      gone = true;
    };
  }, [workspace, assignmentId]);
  return (
    <section
      aria-label="Feedback"
      ref={(element) => element?.scrollIntoView({ block: "nearest" })}
      className="mt-4 grid max-w-[72ch] gap-2 rounded-lg border border-line bg-raised p-4"
    >
      <div role="status">
        <h3 className="font-semibold">
          {failure ?? (answer ? (answer.right ? "✓ As settled" : "✕ Settled otherwise") : "Asking what was settled …")}
        </h3>
      </div>
      {answer ? (
        <>
          <FeedbackMarks desk={desk} answer={answer} />
          {answer.why === "" ? null : (
            <p dir="auto">
              <b>Why: </b>
              {answer.why}
            </p>
          )}
          <p className="text-sm text-muted">
            Practice: {answer.practice.done} of {answer.practice.total} answered
            {answer.practice.passMark === null ? "" : `, ${formatPercent(answer.practice.passMark)} to get right`}
            {answer.practice.score === null ? "" : `; you had ${formatPercent(answer.practice.score)}`}.
          </p>
        </>
      ) : null}
      <Button variant="primary" onClick={onNext} hint="↵" className="justify-self-start">
        Next case
      </Button>
    </section>
  );
}
