"use client";

import { useEffect, useState } from "react";
import { useProject } from "../layout/project-context";
import { useTRPCClient } from "../layout/trpc";
import { readErrorCode } from "../ui/describe-error";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { createReviewApi } from "./create-review-api";
import { type OpenWorkspace, openWorkspace } from "./open-workspace";
import { WorkspaceFrame } from "./workspace-frame";

type WorkspaceViewProps = { campaign: string; assignment: string | null };

/** Opens the round for this reader; everything after that happens without leaving the page. */
export function WorkspaceView({ campaign, assignment }: WorkspaceViewProps) {
  const [tries, setTries] = useState(0);
  return <Opening key={tries} campaign={campaign} assignment={assignment} onRetry={() => setTries(tries + 1)} />;
}

function Opening({ campaign, assignment, onRetry }: WorkspaceViewProps & { onRetry: () => void }) {
  const { project } = useProject();
  const client = useTRPCClient();
  // The address changes from case to case; it is read once.
  const [wanted] = useState(assignment);
  const [opened, setOpened] = useState<OpenWorkspace | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let left = false;
    let close = () => {};
    openWorkspace(createReviewApi(client, project.slug, campaign), project.slug, wanted)
      .then((found) => {
        close = found.close;
        if (left) close();
        else setOpened(found);
      })
      .catch((error: unknown) => {
        if (left) return;
        if (readErrorCode(error) !== "UNAUTHORIZED") return setFailure(error);
        location.replace(`/sign-in?next=${encodeURIComponent(location.pathname)}`);
      });
    return () => {
      left = true;
      close();
    };
  }, [client, project.slug, campaign, wanted]);
  if (failure) return <ErrorState what="This round" error={failure} onRetry={onRetry} />;
  if (opened) return <WorkspaceFrame opened={opened} />;
  return (
    <div className="grid flex-1 gap-8 p-8 sides:grid-cols-2">
      <SkeletonLines lines={12} label="Loading the source" />
      <SkeletonLines lines={8} label="Loading the note" />
    </div>
  );
}
