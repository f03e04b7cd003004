"use client";

import type { ReactNode } from "react";
import { Card } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { ChoiceGate } from "./choice-gate";
import { ClosedGate } from "./closed-gate";
import { OpenGate } from "./open-gate";
import { useGateResult } from "./use-gate";
import { useReaderKind } from "./use-reader-kind";

/** What the round says now, as far as its rule lets anybody see it. */
export function GateCard({ campaign, aside }: { campaign: string; aside?: ReactNode }) {
  const [kind, choose] = useReaderKind();
  const query = useGateResult(campaign, kind);
  if (query.error && !query.data) {
    return (
      <Card>
        <ErrorState what="The gate" error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  }
  if (!query.data) {
    return (
      <Card className="min-h-44">
        <SkeletonLines lines={5} label="Loading the gate" />
      </Card>
    );
  }
  const { data } = query;
  return (
    <Card
      aria-label={data.campaign.mode === "side-by-side" ? "Preference" : "Gate"}
      aria-busy={query.isPlaceholderData}
      className="grid gap-3"
    >
      {data.campaign.mode === "side-by-side" ? (
        <ChoiceGate answer={data} />
      ) : data.result ? (
        <ClosedGate answer={data} result={data.result} onKind={choose} />
      ) : (
        <OpenGate answer={data} kind={kind} onKind={choose} />
      )}
      {query.error ? <p className="text-sm text-undecided">Could not be read again; this is how it was.</p> : null}
      {aside}
    </Card>
  );
}
