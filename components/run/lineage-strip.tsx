"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useTRPC } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { LineageNodeLink } from "./lineage-node-link";
import type { RunDetail } from "./run-data";
import { isOpen } from "./run-tabs";

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
      <div className="flex min-h-16 flex-wrap items-center gap-3 text-sm">
        <ul aria-label="Inputs" className="grid gap-1.5">
          {inputs.map((edge) => {
            const from = node(edge.from);
            return from ? (
              <LineageNodeLink key={`${edge.from} ${edge.label}`} project={project} node={from} label={edge.label} />
            ) : null;
          })}
          {data && inputs.length === 0 ? <li className="text-muted">reads nothing of this project</li> : null}
        </ul>
        <ArrowRight aria-hidden className="size-4 text-muted" />
        <span className="rounded-md bg-accent-soft px-2 py-1 font-medium">{run.name}</span>
        <div className="flex items-center gap-3">
          <ArrowRight aria-hidden className="size-4 text-muted" />
          <ul aria-label="Outputs" className="grid gap-1.5">
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
      </div>
    </Card>
  );
}
