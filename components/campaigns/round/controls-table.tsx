"use client";

import { useProject } from "../../layout/project-context";
import type { RouterOutputs } from "../../layout/trpc";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { type Campaign, useCampaignWrites } from "../use-campaign";

type Control = RouterOutputs["campaigns"]["controls"]["list"][number];
type ControlsTableProps = { controls: readonly Control[]; campaign: Campaign; mayRemove: boolean };

const KIND_WORDS = { practice: "practice", planted: "planted error", clean: "clean control" };

function answerOf({ truth }: Control, { protocol }: Campaign): string {
  if (truth.verdict === "clean") return "clean";
  const labels = truth.marks.map(
    ({ type }) => protocol.taxonomy.types.find(({ id }) => id === type)?.label ?? "without a type",
  );
  return labels.join(", ");
}

function originOf({ provenance }: Control): string {
  if (provenance.how === "settled") return `settled by ${provenance.by}${provenance.why ? `: ${provenance.why}` : ""}`;
  const edits = provenance.edits.map(({ before, after }) => {
    if (before.trim() === "") return `added “${after.trim()}”`;
    if (after.trim() === "") return `took out “${before.trim()}”`;
    return `“${before.trim()}” became “${after.trim()}”`;
  });
  return `edited by ${provenance.by}: ${edits.join(", ")}`;
}

export function ControlsTable({ controls, campaign, mayRemove }: ControlsTableProps) {
  const { project } = useProject();
  const { removeControl } = useCampaignWrites();
  return (
    <Table aria-label="Known answers">
      <thead>
        <tr>
          <HeadCell className="pl-4">For</HeadCell>
          <HeadCell>Note</HeadCell>
          <HeadCell>Answer</HeadCell>
          <HeadCell>Where it comes from</HeadCell>
          {mayRemove ? (
            <HeadCell className="pr-4">
              <span className="sr-only">Actions</span>
            </HeadCell>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {controls.map((control) => (
          <Row key={control.id} className="align-top hover:bg-raised">
            <Cell className="whitespace-nowrap pl-4">
              <Badge>{KIND_WORDS[control.kind]}</Badge>
            </Cell>
            <Cell className="max-w-md">
              <span className="line-clamp-3">{control.note}</span>
            </Cell>
            <Cell className="whitespace-nowrap">{answerOf(control, campaign)}</Cell>
            <Cell className="max-w-md text-muted">
              <span className="line-clamp-3">{originOf(control)}</span>
            </Cell>
            {mayRemove ? (
              <Cell numeric className="pr-4">
                <Button
                  size="sm"
                  disabled={removeControl.isPending}
                  aria-label={`Take out: ${control.note.slice(0, 60)}`}
                  onClick={() =>
                    removeControl.mutate({ project: project.slug, campaign: campaign.id, control: control.id })
                  }
                >
                  Take out
                </Button>
              </Cell>
            ) : null}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
