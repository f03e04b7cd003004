"use client";

import { useQuery } from "@tanstack/react-query";
import { Snowflake } from "lucide-react";
import { useState } from "react";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { FreezeDialog } from "../reports/freeze-dialog";
import { useFreezeComparison } from "../reports/use-report";
import { Button } from "../ui/button";
import type { Report } from "./use-comparison";

/** What a report of exactly this comparison would say, asked for when somebody wants to freeze it. */
function usePreview(report: Report, asked: boolean) {
  const { project } = useProject();
  const trpc = useTRPC();
  const request = {
    project: project.slug,
    runs: report.arms.flatMap((arm) => arm.runs.map(({ id }) => id)),
    baseline: report.baseline,
    against: report.candidate ?? undefined,
    metric: report.metric ?? undefined,
    fold: report.folded,
  };
  const query = useQuery({ ...trpc.reports.previewComparison.queryOptions(request), enabled: asked });
  return { request, ...query };
}

/** Keeps the verdict and every number of the comparison as a report. */
export function FreezeComparison({ report }: { report: Report }) {
  const mayFreeze = useMayDo("gates.sign");
  const [asked, setAsked] = useState(false);
  const { request, data, error, isFetching } = usePreview(report, asked);
  const freezing = useFreezeComparison();
  if (!mayFreeze) return null;
  return (
    <>
      <Button disabled={asked && isFetching} onClick={() => setAsked(true)}>
        <Snowflake aria-hidden className="size-3.5" /> Freeze as report
      </Button>
      {asked && (data || error) ? (
        <FreezeDialog
          preview={data ?? null}
          busy={freezing.isPending || !data}
          error={error ?? freezing.error}
          onFreeze={(remark, onFrozen) =>
            freezing.mutate({ ...request, digest: data?.digest ?? "", remark }, { onSuccess: ({ id }) => onFrozen(id) })
          }
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
