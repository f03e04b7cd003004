"use client";

import { lazy, Suspense, useState } from "react";
import { useMayDo } from "../../layout/project-context";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { loadPart } from "../../ui/load-part";
import { DurationText } from "../../ui/number/duration-text";
import { NumberText } from "../../ui/number/number-text";
import { PercentText } from "../../ui/number/percent-text";
import { RelativeTime } from "../../ui/number/relative-time";
import { DialogFailure } from "../../ui/part-failure";
import { ScrollRegion } from "../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { ProgressMeter } from "../progress-meter";
import type { Campaign, Reader } from "../use-campaign";
import { SimulatedReadersNote } from "./simulated-readers-note";

const AddReadersDialog = lazy(async () => ({
  default: await loadPart(
    () => import("./add-readers-dialog").then((module) => module.AddReadersDialog),
    DialogFailure,
  ),
}));
const RemoveReaderDialog = lazy(async () => ({
  default: await loadPart(
    () => import("./remove-reader-dialog").then((module) => module.RemoveReaderDialog),
    DialogFailure,
  ),
}));

/** Who reads and how far each is; what single readers said stands elsewhere, and only once the round is closed. */
export function ReadersCard({ campaign }: { campaign: Campaign }) {
  const mayWrite = useMayDo("campaigns.write") && campaign.state !== "closed";
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Reader | null>(null);
  const { readers, progress } = campaign;
  return (
    <Card className="min-w-0 text-sm">
      <CardHeader
        title="Readers"
        remark={campaign.state === "draft" ? undefined : `${progress.done} of ${progress.total} readings`}
        actions={mayWrite ? <Button onClick={() => setAdding(true)}>Add readers</Button> : null}
      />
      {readers.length === 0 ? (
        <EmptyState title="Nobody reads yet">Add people of the project who may review.</EmptyState>
      ) : (
        <ScrollRegion aria-label="Readers" className="overflow-x-auto">
          <Table aria-label="Readers">
            <thead>
              <tr>
                <HeadCell>Name</HeadCell>
                <HeadCell>Read</HeadCell>
                <HeadCell numeric>Practice</HeadCell>
                <HeadCell numeric>A case / in all</HeadCell>
                <HeadCell numeric>h a week</HeadCell>
                <HeadCell numeric>Last read</HeadCell>
                {mayWrite ? (
                  <HeadCell>
                    <span className="sr-only">Actions</span>
                  </HeadCell>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {readers.map((reader) => (
                <ReaderRow key={reader.id} reader={reader} onRemove={mayWrite ? () => setLeaving(reader) : null} />
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      )}
      <SimulatedReadersNote readers={readers} />
      <Suspense fallback={null}>
        {adding ? <AddReadersDialog campaign={campaign} onOpenChange={setAdding} /> : null}
        {leaving ? (
          <RemoveReaderDialog campaign={campaign} reader={leaving} onOpenChange={() => setLeaving(null)} />
        ) : null}
      </Suspense>
    </Card>
  );
}

function ReaderRow({ reader, onRemove }: { reader: Reader; onRemove: (() => void) | null }) {
  const { progress } = reader;
  return (
    <Row className="hover:bg-raised">
      <Cell className="font-medium">
        <span className="flex flex-wrap items-center gap-1.5">
          {reader.name}
          {reader.kind === "simulated" ? <Badge tone="undecided">simulated</Badge> : null}
          {reader.kind === "imported" ? <Badge>imported</Badge> : null}
          {reader.role === "adjudicator" ? <Badge tone="accent">settles differences</Badge> : null}
          {reader.couldLookUp ? (
            <Badge tone="undecided" title="This role may read runs and models, so nobody can call it blind.">
              could look up the models
            </Badge>
          ) : null}
          {reader.removedAt ? <Badge>left; what was read counts</Badge> : null}
        </span>
      </Cell>
      <Cell>
        <ProgressMeter done={progress.done} total={progress.total} />
      </Cell>
      <Cell numeric>
        <PercentText fraction={reader.practiceScore} absent="none" reason="not practised" />
      </Cell>
      <Cell numeric>
        <DurationText seconds={progress.medianSeconds} /> <span className="text-muted">/</span>{" "}
        <DurationText seconds={progress.seconds} />
      </Cell>
      <Cell numeric>
        <NumberText value={reader.hoursPerWeek} absent="none" reason="not said" />
      </Cell>
      <Cell numeric className="text-muted">
        <RelativeTime time={progress.lastAt} />
      </Cell>
      {onRemove ? (
        <Cell numeric>
          {reader.removedAt ? null : (
            <Button size="sm" aria-label={`Remove ${reader.name}`} onClick={onRemove}>
              Remove
            </Button>
          )}
        </Cell>
      ) : null}
    </Row>
  );
}
