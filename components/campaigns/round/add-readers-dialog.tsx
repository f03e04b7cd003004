"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { ErrorState } from "../../ui/error-state";
import { Select } from "../../ui/select";
import { SkeletonLines } from "../../ui/skeleton";
import { FailureNote } from "../failure-note";
import type { DraftReader } from "../form/campaign-draft";
import { Labelled } from "../form/labelled";
import { PeopleChoice } from "../form/people-choice";
import { type Campaign, useCampaignWrites } from "../use-campaign";

export function AddReadersDialog({
  campaign,
  onOpenChange,
}: {
  campaign: Campaign;
  onOpenChange: (open: boolean) => void;
}) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const trpc = useTRPC();
  const of = { project: project.slug, campaign: campaign.id };
  const people = useQuery(trpc.campaigns.possibleReaders.queryOptions(of));
  const { addReaders } = useCampaignWrites();
  const [chosen, setChosen] = useState<DraftReader[]>([]);
  const [role, setRole] = useState<"reader" | "adjudicator">("reader");
  const add = () =>
    addReaders.mutate({ ...of, readers: chosen.map((reader) => ({ ...reader, role })) }, { onSuccess: onClose });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add readers"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" disabled={chosen.length === 0 || addReaders.isPending} onClick={add}>
            {chosen.length === 0 ? "Choose somebody" : `Add ${formatCounted(chosen.length, "person", "people")}`}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {campaign.state === "draft" || campaign.design.assignment === "queue" ? null : (
          <p className="text-muted">
            The round is open: they take a share of what others have not begun, so that all wait about equally long.
          </p>
        )}
        {people.error ? (
          <ErrorState what="The people" error={people.error} onRetry={() => void people.refetch()} />
        ) : null}
        {people.isPending ? <SkeletonLines lines={3} label="Loading the people" /> : null}
        {people.data ? <PeopleChoice people={people.data} chosen={chosen} onChange={setChosen} /> : null}
        <Labelled id="reader-role" label="They">
          <Select
            id="reader-role"
            value={role}
            options={[
              { value: "reader", label: "read cases" },
              { value: "adjudicator", label: "settle differences and read none" },
            ]}
            onChange={(next) => setRole(next === "adjudicator" ? "adjudicator" : "reader")}
          />
        </Labelled>
        <FailureNote error={addReaders.error} />
      </div>
    </Dialog>
  );
}
