"use client";

import { useState } from "react";
import { STUDY_RULES } from "@/domain/studies/study-rules";
import { FailureNote } from "../campaigns/failure-note";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { type Study, useSteering } from "./use-study";

/** Pause, resume and cancel, as the state allows. */
export function StudyActions({ study, project }: { study: Study; project: string }) {
  const steering = useSteering();
  const [asking, setAsking] = useState(false);
  const { actions } = STUDY_RULES[study.state];
  const steer = (action: "pause" | "resume" | "cancel", onSuccess?: () => void) =>
    steering.mutate({ project, study: study.id, action, reason: null }, { onSuccess });
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      {asking ? null : <FailureNote error={steering.error} />}
      {actions.pause ? (
        <Button disabled={steering.isPending} onClick={() => steer("pause")}>
          Pause study
        </Button>
      ) : null}
      {actions.resume ? (
        <Button variant="primary" disabled={steering.isPending} onClick={() => steer("resume")}>
          Resume study
        </Button>
      ) : null}
      {actions.cancel ? (
        <Button variant="danger" onClick={() => setAsking(true)}>
          Cancel study
        </Button>
      ) : null}
      {asking ? (
        <ConfirmDialog
          title="Cancel the study"
          action="Cancel study"
          busy={steering.isPending}
          error={steering.error}
          onConfirm={() => steer("cancel", () => setAsking(false))}
          onClose={() => setAsking(false)}
        >
          <p>
            Its runs are cancelled, and nothing new begins. Rounds that people read in stay open until they are closed.
          </p>
          <p>What was made stays; any node can be run again later.</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
