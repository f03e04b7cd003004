"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import { campaignsAddress } from "../campaigns/campaign-address";
import { FailureNote } from "../campaigns/failure-note";
import { Labelled } from "../campaigns/form/labelled";
import { NumberField } from "../campaigns/form/number-field";
import { useCampaign } from "../campaigns/use-campaign";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Dialog } from "../ui/dialog";
import { SkeletonLines } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { MoreLabelsText } from "./more-labels-text";
import { sourcesLeft, sourcesToDraw } from "./sources-left";
import type { ClosedResult, GateAnswer } from "./use-gate";

type ExtendDialogProps = { answer: GateAnswer; result: ClosedResult; onOpenChange: (open: boolean) => void };

/** Opens the round again and draws more by the same design, so that the rule can decide. */
export function ExtendDialog({ answer, result, onOpenChange }: ExtendDialogProps) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const { data: campaign } = useCampaign(answer.campaign.id);
  const left = campaign ? sourcesLeft(campaign) : null;
  return (
    <Dialog open onOpenChange={onClose} title="Extend the round">
      <div className="grid gap-3">
        <MoreLabelsText more={result.more} />
        {campaign && left !== null && left > 0 ? (
          <ExtendForm
            campaign={campaign.id}
            left={left}
            wanted={Math.min(left, sourcesToDraw(campaign, result.more))}
            once={answer.rule.rule.looks === "once"}
            onClose={onClose}
          />
        ) : null}
        {campaign && left === 0 ? (
          <>
            <p>
              Everything that this round was drawn from is in it already. More notes need another round, whose result
              stands beside this one.
            </p>
            <ButtonLink href={`${campaignsAddress(project.slug)}/new`} variant="primary" className="justify-self-end">
              Make another campaign
            </ButtonLink>
          </>
        ) : null}
        {campaign ? null : <SkeletonLines lines={3} label="Loading the round" />}
      </div>
    </Dialog>
  );
}

type FormProps = { campaign: string; left: number; wanted: number; once: boolean; onClose: () => void };

function ExtendForm({ campaign, left, wanted, once, onClose }: FormProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [items, setItems] = useState(wanted);
  const [reason, setReason] = useState("");
  const read = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.campaigns.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.gates.pathKey() }),
    ]);
  const reopen = useMutation(trpc.campaigns.steer.mutationOptions());
  const extend = useMutation(trpc.campaigns.extend.mutationOptions({ onSettled: read, onSuccess: onClose }));
  const of = { project: project.slug, campaign };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reopen.isSuccess) extend.mutate({ ...of, items, reason });
    else
      reopen.mutate({ ...of, action: "reopen", reason }, { onSuccess: () => extend.mutate({ ...of, items, reason }) });
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-3">
      <p>
        The round is opened again, more is drawn by the same design, and readers get it behind what they have.
        {once
          ? " The rule looks once: whoever saw this result and goes on looks a second time, and each look may err. The next result says so."
          : ""}
      </p>
      <NumberField
        id="extend-by"
        label="Sources to draw"
        about={`${formatCounted(left, "source")} ${left === 1 ? "is" : "are"} left to draw from.`}
        value={items}
        min={1}
        max={left}
        whole
        onChange={(count) => setItems(count ?? items)}
      />
      <Labelled id="extend-reason" label="Why" about="Stays in the history of the round.">
        <Textarea
          id="extend-reason"
          rows={3}
          required
          value={reason}
          maxLength={2_000}
          aria-describedby="extend-reason-about"
          onChange={({ target }) => setReason(target.value)}
        />
      </Labelled>
      <FailureNote error={reopen.error ?? extend.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep it closed</Button>
        <Button type="submit" variant="primary" disabled={reopen.isPending || extend.isPending}>
          Reopen and draw {formatCount(items)} more
        </Button>
      </div>
    </form>
  );
}
