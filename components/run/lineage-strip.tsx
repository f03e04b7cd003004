"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useTRPC } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { LineageNodeLink } from "./lineage-node-link";
import type { RunDetail } from "./run-data";
import { isOpen } from "./run-tabs";

/** Names give way before a side breaks off; on narrow screens the sides stand below each other. */
const NODES = "grid min-w-0 max-w-full grid-cols-[minmax(0,auto)] gap-1.5";
const ARROW = "size-4 shrink-0 rotate-90 text-muted lg:rotate-0";

/** What the run read, and what it made, in one line each. */
export function LineageStrip({ project, run }: { project: string; run: RunDetail }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.lineage.byRun.queryOptions({ project, run: run.id }));
  const artifacts = useQuery(trpc.artifacts.byRun.queryOptions({ project, run: run.id }));
  const node = (id: string) => data?.nodes.find((found) => found.id === id);
  const inputs = data?.edges.filter((edge) => edge.to === run.id) ?? [];
  const outputs = data?.edges.filter((edge) => edge.from === run.id) ?? [];
  const count = artifacts.data?.artifacts.length ?? 0;
  return (
    <Card>
      <CardHeader title="Inputs and outputs" />
      <div className="flex min-h-16 flex-col items-start gap-3 text-sm lg:flex-row lg:items-center">
        <ul aria-label="Inputs" className={NODES}>
          {inputs.map((edge) => {
            const from = node(edge.from);
            return from ? (
              <LineageNodeLink key={`${edge.from} ${edge.label}`} project={project} node={from} label={edge.label} />
            ) : null;
          })}
          {data && inputs.length === 0 ? <li className="text-muted">reads nothing of this project</li> : null}
        </ul>
        <ArrowRight aria-hidden className={ARROW} />
        <span className="max-w-full truncate rounded-md bg-accent-soft px-2 py-1 font-medium" title={run.name}>
          {run.name}
        </span>
        <ArrowRight aria-hidden className={ARROW} />
        <ul aria-label="Outputs" className={NODES}>
          {outputs.map((edge) => {
            const to = node(edge.to);
            return to ? (
              <LineageNodeLink
                key={`${edge.to} ${edge.label}`}
                project={project}
                node={to}
                label={edge.label === "made" ? "made" : "read by"}
              />
            ) : null;
          })}
          {count > 0 ? <li className="text-muted">{count === 1 ? "1 artifact" : `${count} artifacts`}</li> : null}
          {data && outputs.length === 0 && count === 0 ? (
            <li className="text-muted">{isOpen(run.state) ? "nothing yet" : "no file, and no run reads it"}</li>
          ) : null}
        </ul>
      </div>
    </Card>
  );
}
