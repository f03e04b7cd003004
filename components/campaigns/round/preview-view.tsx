"use client";

import { useEffect, useState } from "react";
import { useProject } from "../../layout/project-context";
import { useTRPCClient } from "../../layout/trpc";
import type { Workspace } from "../../review/workspace";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { openPreview } from "./preview-api";
import { PreviewWorkspace } from "./preview-workspace";

/** The reader's own workspace on the cases of the sample. */
export function PreviewView({ campaign }: { campaign: string }) {
  const [tries, setTries] = useState(0);
  return <Opening key={tries} campaign={campaign} onRetry={() => setTries(tries + 1)} />;
}

function Opening({ campaign, onRetry }: { campaign: string; onRetry: () => void }) {
  const { project } = useProject();
  const client = useTRPCClient();
  const [workspace, setWorkspace] = useState<Workspace | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let left = false;
    let close = () => {};
    openPreview(client, project.slug, campaign)
      .then((opened) => {
        close = opened.close;
        if (left) close();
        else setWorkspace(opened.workspace);
      })
      .catch((error: unknown) => {
        if (!left) setFailure(error);
      });
    return () => {
      left = true;
      close();
    };
  }, [client, project.slug, campaign]);
  if (failure) return <ErrorState what="What readers see" error={failure} onRetry={onRetry} />;
  if (workspace) return <PreviewWorkspace workspace={workspace} />;
  return (
    <div className="p-4">
      <SkeletonLines lines={10} label="Loading the first case" />
    </div>
  );
}
