"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Dialog } from "../../ui/dialog";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { gateAddress } from "../gate-addresses";
import type { ClosedResult, GateAnswer } from "../use-gate";
import { type Decision, DecisionForm } from "./decision-form";
import { PasswordForm } from "./password-form";
import { Statement } from "./statement";

type SignDialogProps = { answer: GateAnswer; result: ClosedResult; onOpenChange: (open: boolean) => void };

/** First what is decided, then the words that are signed, then the password: a browser that was left open signs nothing. */
export function SignDialog({ answer, result, onOpenChange }: SignDialogProps) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const router = useRouter();
  const trpc = useTRPC();
  const campaign = answer.campaign.id;
  const { verdict, kind } = result;
  const [decided, setDecided] = useState<Decision>({ decision: verdict, reason: null });
  const asked = { project: project.slug, campaign, kind, ...decided };
  const words = useQuery(trpc.gates.toSign.queryOptions(asked, { staleTime: 0 }));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Sign the gate of ${answer.campaign.name}`}
      className="w-[min(720px,92vw)]"
    >
      <div className="grid gap-4">
        <DecisionForm verdict={verdict} decided={decided} onDecide={setDecided} />
        {words.error ? (
          <ErrorState what="The statement" error={words.error} onRetry={() => void words.refetch()} />
        ) : null}
        {words.isPending ? <SkeletonLines lines={8} label="Writing the statement" /> : null}
        {words.data ? (
          <>
            <Statement words={words.data.statement} />
            <PasswordForm
              key={words.data.digest}
              asked={{ ...asked, digest: words.data.digest }}
              onAgain={() => void words.refetch()}
              onSigned={(gate) => router.push(gateAddress(project.slug, campaign, gate))}
              onClose={onClose}
            />
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
