"use client";

import type { NextCases } from "@/domain/assessments/review-answer";
import { formatCounted } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { useWatched } from "./use-watched";
import type { Workspace } from "./workspace";

type None = NonNullable<NextCases["none"]>;

const WORDS: Record<None, { title: string; said: string }> = {
  done: {
    title: "You are through",
    said: "Every case of this round that is yours has your verdict. Earlier cases stay open while the round is.",
  },
  paused: { title: "This round is paused", said: "Whoever leads it goes on with it. What you marked is kept." },
  closed: { title: "This round is closed", said: "It takes no new verdicts. Thank you for your reading." },
  held: {
    title: "Others hold the last cases",
    said: "They come back to the queue if they are not finished. Look again in a while.",
  },
  "practice-failed": {
    title: "Practice: not passed yet",
    said: "The share that was right lies below what this round asks for. Read the instructions again and take the practice once more.",
  },
};

/** Where no case is on the table: why, and what to do. */
export function NoCase({ workspace }: { workspace: Workspace }) {
  const { project } = useProject();
  const { finished, failed, decided } = useWatched(workspace);
  const { none } = useWatched(workspace.shelf);
  const { unsent } = useWatched(workspace.keeper);
  if (failed) return <ErrorState what="The case" error={failed} onRetry={() => workspace.resume()} />;
  if (!finished || none === null) {
    return (
      <div className="flex-1 p-8">
        <SkeletonLines lines={10} label="Loading the next case" />
      </div>
    );
  }
  const { title, said } = WORDS[none];
  return (
    <div className="flex-1 overflow-auto">
      <EmptyState
        title={title}
        action={
          <div className="flex gap-2">
            {none === "practice-failed" ? (
              <Button variant="primary" onClick={() => void workspace.practiseAgain()}>
                Take the practice again
              </Button>
            ) : null}
            {none === "held" ? <Button onClick={() => workspace.resume()}>Look again</Button> : null}
            <ButtonLink href={pageAddress(project.slug, "/review")}>Back to your rounds</ButtonLink>
          </div>
        }
      >
        <p>{said}</p>
        {decided > 0 ? <p>{formatCounted(decided, "verdict")} in this sitting.</p> : null}
        {unsent > 0 ? <p>{formatCounted(unsent, "change")} still to be sent: leave this page open.</p> : null}
      </EmptyState>
    </div>
  );
}
