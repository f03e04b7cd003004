"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { type CampaignAction, NEEDS_REASON } from "@/domain/campaigns/campaign-rules";
import { useProject } from "../../layout/project-context";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Textarea } from "../../ui/textarea";
import { campaignsAddress } from "../campaign-address";
import { FailureNote } from "../failure-note";
import { Labelled } from "../form/labelled";
import { NumberField } from "../form/number-field";
import { type Campaign, useCampaignWrites } from "../use-campaign";
import { ACTION_WORDS } from "./action-words";

type StepDialogProps = { campaign: Campaign; action: CampaignAction; onOpenChange: (open: boolean) => void };

/** Says what a step does before it is taken, and asks why where the reason has to stay. */
export function StepDialog({ campaign, action, onOpenChange }: StepDialogProps) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const router = useRouter();
  const writes = useCampaignWrites();
  const [reason, setReason] = useState("");
  const [items, setItems] = useState(50);
  const words = ACTION_WORDS[action];
  const asksWhy = NEEDS_REASON.has(action);
  const of = { project: project.slug, campaign: campaign.id };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const done = { onSuccess: onClose };
    if (action === "extend") writes.extend.mutate({ ...of, items, reason }, done);
    else if (action === "discard") {
      writes.discard.mutate(of, { onSuccess: () => router.push(campaignsAddress(project.slug)) });
    } else writes.steer.mutate({ ...of, action, reason: reason.trim() || null }, done);
  };
  const { steer, extend, discard } = writes;
  const busy = steer.isPending || extend.isPending || discard.isPending;
  return (
    <Dialog open onOpenChange={onClose} title={words.title}>
      <form method="post" onSubmit={submit} className="grid gap-3">
        <p>{words.consequence}</p>
        {action === "extend" ? (
          <NumberField
            id="extend-items"
            label="Sources to draw"
            value={items}
            min={1}
            max={100_000}
            whole
            onChange={(count) => setItems(count ?? items)}
          />
        ) : null}
        {action === "open" || action === "resume" || action === "discard" ? null : (
          <Labelled id="step-reason" label={asksWhy ? "Why" : "Why, if you like"} about="Stays in the history.">
            <Textarea
              id="step-reason"
              rows={3}
              value={reason}
              required={asksWhy}
              maxLength={2_000}
              aria-describedby="step-reason-about"
              onChange={({ target }) => setReason(target.value)}
            />
          </Labelled>
        )}
        <FailureNote error={steer.error ?? extend.error ?? discard.error} />
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Keep as it is</Button>
          <Button type="submit" variant={action === "discard" ? "danger" : "primary"} disabled={busy}>
            {words.button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
