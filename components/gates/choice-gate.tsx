import { Hourglass } from "lucide-react";
import Link from "next/link";
import { CAMPAIGN_RULES } from "@/domain/campaigns/campaign-rules";
import { campaignAddress } from "../campaigns/campaign-address";
import { ProgressMeter } from "../campaigns/progress-meter";
import { useProject } from "../layout/project-context";
import { ErrorState } from "../ui/error-state";
import { EstimateText } from "../ui/number/estimate-text";
import { SkeletonLines } from "../ui/skeleton";
import { ChoiceBar } from "./preferences/choice-bar";
import { PreferenceHeadline } from "./preferences/preference-headline";
import { usePreferences } from "./preferences/use-preferences";
import type { GateAnswer } from "./use-gate";
import { useReaderKind } from "./use-reader-kind";

/** The answer of a side-by-side round first: which arm readers prefer, once it is closed. */
export function ChoiceGate({ answer: { campaign, progress, why } }: { answer: GateAnswer }) {
  const closed = CAMPAIGN_RULES[campaign.state].readingsShown;
  return (
    <>
      {closed ? (
        <Headlines campaign={campaign.id} />
      ) : (
        <h2 className="flex items-center gap-1.5 text-lg font-semibold text-muted">
          <Hourglass aria-hidden className="size-4" /> Not shown before the close
        </h2>
      )}
      <span className="inline-flex items-center gap-2 text-sm">
        <ProgressMeter done={progress.complete} total={progress.cases} /> cases read as planned
      </span>
      {why ? <p className="max-w-[92ch] text-sm text-muted">{why}</p> : null}
    </>
  );
}

function Headlines({ campaign }: { campaign: string }) {
  const { project } = useProject();
  const [kind] = useReaderKind();
  const { data, error, refetch } = usePreferences(campaign, kind);
  if (error && !data) {
    return <ErrorState what="What readers preferred" error={error} onRetry={() => void refetch()} />;
  }
  if (!data) return <SkeletonLines lines={4} label="Counting what readers preferred" />;
  return (
    <>
      <h2 className="sr-only">Which notes readers prefer</h2>
      {data.pairs.length === 0 ? <p className="text-sm">No case of the sample is left to count.</p> : null}
      {data.pairs.map((pair) => (
        <section key={pair.arms.join(" ")} aria-label={pair.arms.join(" and ")} className="grid gap-2">
          <PreferenceHeadline pair={pair} />
          <p className="text-sm">
            {pair.tiesLeftOut.state === "undefined" ? null : (
              <>
                <EstimateText estimate={pair.tiesLeftOut} scale="share" className="font-semibold" /> chose{" "}
                {pair.arms[0]}, ties left out.
              </>
            )}
          </p>
          <ChoiceBar arms={pair.arms} counts={pair.counts} />
        </section>
      ))}
      <Link href={campaignAddress(project.slug, campaign, "result")} className="text-sm text-accent hover:underline">
        Shares, agreement, counts
      </Link>
    </>
  );
}
