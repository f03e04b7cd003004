"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { formatCount, formatCounted, formatNumber } from "@/domain/format/number";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Button, buttonClass } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { BytesText } from "../ui/number/bytes-text";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { ArtifactFiles } from "./artifact-files";
import { CheckpointsCard } from "./checkpoints-card";
import { DigestText } from "./digest-text";
import type { TabProps } from "./run-data";
import { isOpen } from "./run-tabs";

type Artifact = RouterOutputs["artifacts"]["byRun"]["artifacts"][number];

/** Files that the run left, by name and digest, and the checkpoints it can resume from. */
export function ArtifactsTab({ project, run }: TabProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.artifacts.byRun.queryOptions({ project, run: run.id }));
  if (query.isError) return <ErrorState what="The artifacts" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) {
    return (
      <div className="p-4">
        <SkeletonLines lines={5} />
      </div>
    );
  }
  const { artifacts, checkpoints } = query.data;
  if (artifacts.length + checkpoints.length === 0) {
    return (
      <EmptyState title="No artifacts">
        {isOpen(run.state)
          ? "Adapters, models and tables appear here when the run writes them."
          : "The run ended without leaving a file."}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-4 p-4">
      {artifacts.length > 0 ? (
        <Card>
          <CardHeader title="Artifacts" remark="stored by content: the digest is the name" />
          <div className="overflow-x-auto">
            <Table>
              <thead>
                <tr>
                  <HeadCell>Name</HeadCell>
                  <HeadCell>Kind</HeadCell>
                  <HeadCell numeric>Size</HeadCell>
                  <HeadCell>SHA-256</HeadCell>
                  <HeadCell numeric>Attempt</HeadCell>
                  <HeadCell>Written</HeadCell>
                  <HeadCell>
                    <span className="sr-only">Download</span>
                  </HeadCell>
                </tr>
              </thead>
              <tbody>
                {artifacts.map((artifact) => (
                  <ArtifactRow key={artifact.id} project={project} artifact={artifact} />
                ))}
              </tbody>
            </Table>
          </div>
        </Card>
      ) : null}
      {checkpoints.length > 0 ? <CheckpointsCard checkpoints={checkpoints} /> : null}
    </div>
  );
}

function ArtifactRow({ project, artifact }: { project: string; artifact: Artifact }) {
  const folder = artifact.files > 1 || artifact.kind === "adapter" || artifact.kind === "model";
  const [open, setOpen] = useState(false);
  return (
    <>
      <Row>
        <Cell className="font-medium">
          {artifact.name}
          <MetadataLine metadata={artifact.metadata} />
        </Cell>
        <Cell>
          <Badge>{artifact.kind}</Badge>
        </Cell>
        <Cell numeric>
          <BytesText bytes={artifact.bytes} />
        </Cell>
        <Cell>
          <DigestText digest={artifact.digest} />
        </Cell>
        <Cell numeric>{artifact.attempt}</Cell>
        <Cell>
          <RelativeTime time={artifact.createdAt} />
        </Cell>
        <Cell className="text-right">
          {folder ? (
            <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? "Hide files" : `Show ${formatCounted(artifact.files, "file")}`}
            </Button>
          ) : (
            <a href={`/api/artifacts/${artifact.id}`} download className={buttonClass("secondary", "sm")}>
              <Download aria-hidden className="size-3.5" /> Download
            </a>
          )}
        </Cell>
      </Row>
      {open ? (
        <tr>
          <td colSpan={7} className="bg-raised px-6 py-2">
            <ArtifactFiles project={project} artifact={artifact.id} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function MetadataLine({ metadata }: { metadata: Artifact["metadata"] }) {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return null;
  return (
    <span className="block text-xs font-normal text-muted">
      {entries.map(([name, value]) => `${spellName(name)} ${writeValue(value)}`).join(" · ")}
    </span>
  );
}

/** `trainLoss` and `train_loss` are "train loss". */
function spellName(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])|_/g, " ").toLowerCase();
}

function writeValue(value: Artifact["metadata"][string]): string {
  if (typeof value !== "number") return String(value ?? "none");
  return Number.isInteger(value) ? formatCount(value) : formatNumber(value);
}
