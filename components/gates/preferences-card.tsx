"use client";

import { Card } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { KindChoice } from "./kind-choice";
import { PairPreference } from "./preferences/pair-preference";
import { usePreferences } from "./preferences/use-preferences";
import { useGateResult } from "./use-gate";
import { useReaderKind } from "./use-reader-kind";

/** Which arm readers of a closed side-by-side round preferred. */
export function PreferencesCard({ campaign }: { campaign: string }) {
  const [kind, choose] = useReaderKind();
  const query = usePreferences(campaign, kind);
  const progress = useGateResult(campaign, kind).data?.progress;
  if (query.error && !query.data) {
    return (
      <Card>
        <ErrorState what="What readers preferred" error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  }
  if (!query.data) {
    return (
      <Card className="min-h-44">
        <SkeletonLines lines={8} label="Counting what readers preferred" />
      </Card>
    );
  }
  const { pairs, left, kind: shown } = query.data;
  return (
    <Card aria-label="Preferences" aria-busy={query.isPlaceholderData} className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-sm font-semibold">Which notes readers prefer</h2>
        <span className="text-xs text-muted">wherever they stood; several readers of a case settled by majority</span>
        <span className="ml-auto">
          <KindChoice readings={progress?.readings ?? []} shown={shown} onChoose={choose} />
        </span>
      </div>
      {pairs.length === 0 ? (
        <p className="text-sm text-muted">No case of the sample is left to count.</p>
      ) : (
        pairs.map((pair) => <PairPreference key={pair.arms.join(" ")} pair={pair} left={left} />)
      )}
      {query.error ? <p className="text-sm text-undecided">Could not be read again; this is how it was.</p> : null}
    </Card>
  );
}
