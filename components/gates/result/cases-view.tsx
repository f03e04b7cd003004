"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { formatCount } from "@/domain/format/number";
import { CASE_FILTER_NAMES, type CaseFilter } from "@/domain/gates/case-filters";
import { useCampaign } from "../../campaigns/use-campaign";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Select } from "../../ui/select";
import { SkeletonLines } from "../../ui/skeleton";
import { useReaderKind } from "../use-reader-kind";
import { CasesTable } from "./cases-table";

const FILTER_WORDS: Record<CaseFilter, string> = {
  all: "all cases of the sample",
  wrong: "with an error that counts",
  clean: "without an error",
  omissions: "with an omission",
  tied: "tied between readers",
  settled: "settled",
  unread: "judged by nobody",
  incomplete: "with fewer readings than planned",
  "cannot-judge": "that somebody cannot judge",
  late: "read after the close",
};
const PAGE = 50;

/** The cases behind a number; the address holds which. */
export function CasesView({ campaign }: { campaign: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const router = useRouter();
  const path = usePathname();
  const [kind] = useReaderKind();
  const { data: round } = useCampaign(campaign);
  const asked = useSearchParams();
  const found = CASE_FILTER_NAMES.find((each) => each === asked.get("found")) ?? "all";
  const severity = asked.get("severity") === "major" ? ("major" as const) : ("any" as const);
  const offset = Math.max(0, Math.floor(Number(asked.get("from")) || 0));
  const [type, severityId, section, arm] = ["type", "severityId", "section", "arm"].map((name) => asked.get(name));
  const input = { project: project.slug, campaign, found, severity, kind, offset, limit: PAGE };
  const query = useQuery(
    trpc.gates.cases.queryOptions({ ...input, type, severityId, section, arm }, { placeholderData: keepPreviousData }),
  );
  const go = (change: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams(asked);
    next.delete("from");
    for (const [name, value] of Object.entries(change)) next.set(name, value);
    router.replace(`${path}?${next}`, { scroll: false });
  };
  const { data, error } = query;
  if (error && !data) return <ErrorState what="The cases" error={error} onRetry={() => void query.refetch()} />;
  const label = (parts: readonly { id: string; label: string }[] | undefined, id: string) =>
    parts?.find((each) => each.id === id)?.label ?? id;
  const narrowed = [
    type && `type ${label(round?.protocol.taxonomy.types, type)}`,
    severityId && `severity ${label(round?.protocol.severities, severityId)}`,
    severity === "major" && "major errors only",
    section && `section ${section}`,
    arm && `arm ${arm}`,
  ].filter(Boolean);
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center gap-3 px-4 py-3 text-sm">
        <Select
          label="Which cases"
          value={found}
          className="w-72"
          options={CASE_FILTER_NAMES.map((each) => ({ value: each, label: FILTER_WORDS[each] }))}
          onChange={(value) => go({ found: value })}
        />
        {narrowed.length > 0 ? (
          <>
            <span>{narrowed.join(", ")}</span>
            <Button size="sm" onClick={() => router.replace(`${path}?found=${found}`, { scroll: false })}>
              Show every kind
            </Button>
          </>
        ) : null}
        <span className="ml-auto text-muted" role="status">
          {data ? `${formatCount(data.items.length)} of ${formatCount(data.total)} cases` : ""}
        </span>
      </div>
      {query.isPending ? (
        <div className="px-4">
          <SkeletonLines lines={6} label="Loading the cases" />
        </div>
      ) : null}
      {data?.items.length === 0 ? (
        <EmptyState title="No such case">Nothing stands behind this number.</EmptyState>
      ) : null}
      {data && data.items.length > 0 ? (
        <CasesTable items={data.items} from={offset} campaign={campaign} types={round?.protocol.taxonomy.types ?? []} />
      ) : null}
      {data && data.total > PAGE ? (
        <div className="flex gap-2 p-4">
          <Button size="sm" disabled={offset === 0} onClick={() => go({ from: String(Math.max(0, offset - PAGE)) })}>
            Before
          </Button>
          <Button size="sm" disabled={offset + PAGE >= data.total} onClick={() => go({ from: String(offset + PAGE) })}>
            Next
          </Button>
        </div>
      ) : null}
    </div>
  );
}
