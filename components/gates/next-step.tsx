"use client";

import { lazy, Suspense, useState } from "react";
import { actionsOf } from "@/domain/campaigns/campaign-rules";
import { campaignAddress } from "../campaigns/campaign-address";
import { useMayDo, useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { loadPart } from "../ui/load-part";
import { DialogFailure } from "../ui/part-failure";
import { ExportMarks } from "./export-marks";
import { ExportResult } from "./export-result";
import type { ClosedResult, GateAnswer } from "./use-gate";

const SignDialog = lazy(async () => ({
  default: await loadPart(() => import("./sign/sign-dialog").then((module) => module.SignDialog), DialogFailure),
}));
const ExtendDialog = lazy(async () => ({
  default: await loadPart(() => import("./extend-dialog").then((module) => module.ExtendDialog), DialogFailure),
}));

/** What the verdict allows: signed and handed on, more notes, or the marks as something to learn from. */
export function NextStep({ answer, result }: { answer: GateAnswer; result: ClosedResult }) {
  const { project } = useProject();
  const maySign = useMayDo("gates.sign");
  const mayWrite = useMayDo("campaigns.write");
  const [open, setOpen] = useState<"sign" | "extend" | null>(null);
  const { campaign } = answer;
  const { verdict } = result;
  const settle = result.counts.tied > 0;
  const mayExtend = "reopen" in actionsOf(campaign);
  const primary = settle ? "settle" : verdict === "undecided" && mayWrite && mayExtend ? "extend" : "sign";
  const lead = (name: string) => (primary === name ? "primary" : "secondary");
  return (
    <>
      {mayWrite && settle ? (
        <ButtonLink href={campaignAddress(project.slug, campaign.id, "disagreements")} variant={lead("settle")}>
          Settle what readers differ on
        </ButtonLink>
      ) : null}
      {verdict === "undecided" && mayWrite && mayExtend && !result.sequential ? (
        <Button variant={lead("extend")} onClick={() => setOpen("extend")}>
          Extend the round
        </Button>
      ) : null}
      {maySign && answer.rule.version > 0 ? (
        <Button variant={lead("sign")} onClick={() => setOpen("sign")}>
          {verdict === "undecided" ? "Sign as it is…" : `Sign that it ${verdict === "pass" ? "passes" : "fails"}…`}
        </Button>
      ) : null}
      <ExportResult answer={answer} />
      <ExportMarks campaign={campaign.id} />
      {verdict === "fail" ? (
        <ButtonLink href={campaignAddress(project.slug, campaign.id, "cases?found=wrong")}>
          Look at the errors
        </ButtonLink>
      ) : null}
      <Suspense fallback={null}>
        {open === "sign" ? <SignDialog answer={answer} result={result} onOpenChange={() => setOpen(null)} /> : null}
        {open === "extend" ? <ExtendDialog answer={answer} result={result} onOpenChange={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}
