"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Dialog } from "../../ui/dialog";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { FailureNote } from "../failure-note";
import { type Campaign, useCampaignWrites } from "../use-campaign";

type SettledDialogProps = { campaign: Campaign; onOpenChange: (open: boolean) => void };

/** Answers that people settled in closed rounds, taken as practice or as controls. */
export function SettledDialog({ campaign, onOpenChange }: SettledDialogProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const settled = useQuery(trpc.campaigns.controls.settled.queryOptions({ project: project.slug }));
  const { addControls } = useCampaignWrites();
  const [chosen, setChosen] = useState<string[]>([]);
  const add = (practice: boolean) => {
    const controls = (settled.data ?? []).flatMap((row) => {
      if (!chosen.includes(row.id)) return [];
      const { source, note, section, exampleId, verdict, marks, settledBy, campaignName, reason } = row;
      const kind = practice ? ("practice" as const) : verdict === "clean" ? ("clean" as const) : ("planted" as const);
      // Readers are shown why, and the round's name may say whose notes they read.
      const by = `${settledBy ?? "somebody who left"}, in “${campaignName}”`.slice(0, 200);
      const provenance = { how: "settled" as const, by, why: reason.slice(0, 1_000) };
      return [{ kind, source, note, section, exampleId, truth: { verdict, marks }, provenance }];
    });
    addControls.mutate(
      { project: project.slug, campaign: campaign.id, controls },
      { onSuccess: () => onOpenChange(false) },
    );
  };
  const none = chosen.length === 0 || addControls.isPending;
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title="Cases settled in earlier rounds"
      className="w-[min(760px,92vw)]"
      footer={
        <>
          <Button disabled={none} onClick={() => add(false)}>
            Take as controls
          </Button>
          <Button variant="primary" disabled={none} onClick={() => add(true)}>
            Take {formatCounted(chosen.length, "case")} for practice
          </Button>
        </>
      }
    >
      {settled.error ? (
        <ErrorState what="The settled cases" error={settled.error} onRetry={() => void settled.refetch()} />
      ) : null}
      {settled.isPending ? <SkeletonLines lines={4} label="Loading the settled cases" /> : null}
      {settled.data?.length === 0 ? (
        <p className="text-muted">No closed round of this project has settled cases yet.</p>
      ) : null}
      <ul className="grid gap-2">
        {settled.data?.map((row) => (
          <li key={row.id} className="flex gap-2">
            <Checkbox
              id={`settled-${row.id}`}
              checked={chosen.includes(row.id)}
              onCheckedChange={(checked) =>
                setChosen(checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
              }
            />
            <label htmlFor={`settled-${row.id}`}>
              <span className="line-clamp-2">{row.note}</span>
              <span className="block text-xs text-muted">
                {row.verdict === "clean" ? "clean" : formatCounted(row.marks.length, "mark")}, in {row.campaignName}, by{" "}
                {row.settledBy ?? "somebody who left"}
              </span>
            </label>
          </li>
        ))}
      </ul>
      <FailureNote error={addControls.error} />
    </Dialog>
  );
}
