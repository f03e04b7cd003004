"use client";

import { useQuery } from "@tanstack/react-query";
import { useMayDo, useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { ProfileCard } from "./profile-card";

/** How each reader reads, for who answers for the round; nobody else sees it. */
export function ProfilesView({ campaign }: { campaign: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const maySee = useMayDo("gates.sign");
  const asked = { project: project.slug, campaign };
  const { data, error, refetch } = useQuery(trpc.gates.profiles.queryOptions(asked, { enabled: maySee }));
  if (!maySee) {
    return (
      <EmptyState title="For the investigator">
        <p>How single readers read is shown to whoever signs gates, and to nobody else.</p>
      </EmptyState>
    );
  }
  if (error) return <ErrorState what="The readers" error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="p-4">
        <SkeletonLines lines={8} label="Loading the readers" />
      </div>
    );
  }
  if (data.items.length === 0) return <EmptyState title="Nobody read in this round" />;
  return (
    <div className="grid gap-4 p-4">
      {data.closed ? null : (
        <p className="text-muted text-sm">
          The round is not closed: how fast and how well they read on controls, and nothing of what they found.
        </p>
      )}
      <div className="grid gap-4 xl:grid-cols-2">
        {data.items.map((each) => (
          <ProfileCard key={each.reader.id} of={each} />
        ))}
      </div>
    </div>
  );
}
