"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { formatCount } from "@/domain/format/number";
import { DIFFERENCES } from "@/domain/gates/compare-readings";
import { campaignAddress } from "../../campaigns/campaign-address";
import { useMayDo, useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { ButtonLink } from "../../ui/button-link";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Select } from "../../ui/select";
import { SkeletonLines } from "../../ui/skeleton";
import { settleAddress } from "../gate-addresses";
import { DIFFERENCE_WORDS } from "./difference-words";
import { DisagreementsTable } from "./disagreements-table";

const WHICH = ["open", "settled", "all"] as const;
const PAGE = 50;

/** What readers of a closed round differ on, those whose verdicts differ first. */
export function DisagreementsView({ campaign }: { campaign: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const router = useRouter();
  const mayWrite = useMayDo("campaigns.write");
  const asked = useSearchParams();
  const which = WHICH.find((each) => each === asked.get("which")) ?? "open";
  const differs = DIFFERENCES.find((each) => each === asked.get("differs")) ?? null;
  const offset = Math.max(0, Math.floor(Number(asked.get("from")) || 0));
  const input = { project: project.slug, campaign, which, differs, offset, limit: PAGE };
  const query = useQuery(trpc.gates.disagreements.queryOptions(input, { placeholderData: keepPreviousData }));
  const go = (change: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams({ which, ...(differs ? { differs } : {}), ...change });
    router.replace(`${campaignAddress(project.slug, campaign, "disagreements")}?${next}`, { scroll: false });
  };
  const { data, error } = query;
  if (error && !data)
    return <ErrorState what="What readers differ on" error={error} onRetry={() => void query.refetch()} />;
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center gap-2 px-4 py-3 text-sm">
        <fieldset aria-label="Which" className="flex gap-1">
          {WHICH.map((each) => (
            <Button
              key={each}
              size="sm"
              variant={each === which ? "secondary" : "ghost"}
              aria-pressed={each === which}
              onClick={() => go({ which: each })}
            >
              {each === "open"
                ? `open ${data ? formatCount(data.open) : "…"}`
                : each === "settled"
                  ? `settled ${data ? formatCount(data.settled) : "…"}`
                  : "all"}
            </Button>
          ))}
        </fieldset>
        <Select
          label="They differ in"
          value={differs ?? "any"}
          className="w-56"
          options={[
            { value: "any", label: "whatever they differ in" },
            ...DIFFERENCES.map((each) => ({ value: each, label: DIFFERENCE_WORDS[each] })),
          ]}
          onChange={(value) => go({ differs: value })}
        />
        {mayWrite && data && data.open > 0 ? (
          <ButtonLink href={settleAddress(project.slug, campaign)} variant="primary" className="ml-auto">
            Settle one after another
          </ButtonLink>
        ) : null}
      </div>
      {query.isPending ? (
        <div className="px-4">
          <SkeletonLines lines={6} label="Comparing the readings" />
        </div>
      ) : null}
      {data?.items.length === 0 ? (
        <EmptyState title={which === "open" ? "Nothing is left to settle" : "None"}>
          <p>Cases stand here that two or more people read and said different things of.</p>
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? (
        <DisagreementsTable items={data.items} from={offset} campaign={campaign} />
      ) : null}
      {data && data.total > PAGE ? (
        <div className="flex items-center gap-2 p-4 text-muted text-sm">
          <Button size="sm" disabled={offset === 0} onClick={() => go({ from: String(Math.max(0, offset - PAGE)) })}>
            Before
          </Button>
          {formatCount(offset + 1)} to {formatCount(offset + data.items.length)} of {formatCount(data.total)}
          <Button size="sm" disabled={offset + PAGE >= data.total} onClick={() => go({ from: String(offset + PAGE) })}>
            Next
          </Button>
        </div>
      ) : null}
    </div>
  );
}
