"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { foldAlike } from "@/domain/lineage/fold-alike";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { useCrumb } from "../layout/breadcrumb";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { useUrlParams } from "../run/use-url-params";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { GroupPanel } from "./group-panel";
import { LineagePicture } from "./lineage-picture";
import { LineageTable } from "./lineage-table";
import { shortenNames } from "./node-words";
import { StudyNumber } from "./study-number";
import { makeRows } from "./table-rows";

type Trace = RouterOutputs["lineage"]["trace"];

/** Where something comes from and what came of it: a picture, the same as a table, and the box that is open. */
export function LineageView({ subject }: { subject: LineageSubject }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const query = useQuery(trpc.lineage.trace.queryOptions({ project: project.slug, ...subject }));
  useCrumb(query.data ? "Lineage" : undefined);
  if (query.isError) return <ErrorState what="This lineage" error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <div className="p-5">
        <SkeletonLines lines={8} label="Loading the lineage" />
      </div>
    );
  }
  return <Drawn key={query.data.title} trace={query.data} subject={subject} />;
}

function Drawn({ trace, subject }: { trace: Trace; subject: LineageSubject }) {
  const { params, set } = useUrlParams();
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const { groups, edges } = useMemo(() => foldAlike(trace, unfolded), [trace, unfolded]);
  const nameOf = useMemo(() => shortenNames(trace.nodes), [trace]);
  const rows = useMemo(() => makeRows(groups, edges, { here: trace.here, nameOf }), [groups, edges, trace, nameOf]);
  const chosen = groups.find(({ id }) => id === params.get("at")) ?? groups.find(({ id }) => id === trace.here);
  const onChoose = (group: string) => set({ at: group === trace.here ? null : group });
  const shared = { groups, edges, nameOf, onChoose };
  return (
    <div className="mx-auto grid w-full max-w-[1480px] grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <div className="grid gap-1">
        <h1 className="break-words">Where it comes from: {trace.title}</h1>
        {subject.of === "study" ? <StudyNumber subject={subject} /> : null}
        {trace.withheld.map((why) => (
          <p key={why} className="max-w-[92ch] text-sm text-undecided">
            {why}
          </p>
        ))}
        {trace.truncated ? (
          <p className="text-sm text-muted">
            More hangs on it than is drawn here; open one of the boxes to see beyond.
          </p>
        ) : null}
        {groups.length === 1 ? <p className="text-sm text-muted">Nothing else is known of it.</p> : null}
      </div>
      <Card>
        <CardHeader title="Picture" remark="from left to right: what came first, to what came of it" />
        <LineagePicture {...shared} here={trace.here} chosen={chosen?.id ?? trace.here} />
      </Card>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_340px]">
        <Card>
          <CardHeader title="Table" remark="the same boxes, in words" />
          <LineageTable rows={rows} chosen={chosen?.id ?? ""} onChoose={onChoose} />
        </Card>
        {chosen ? (
          <GroupPanel
            {...shared}
            subject={subject}
            group={chosen}
            here={chosen.id === trace.here}
            onUnfold={(group) => setUnfolded((before) => new Set([...before, group]))}
          />
        ) : null}
      </div>
    </div>
  );
}
