"use client";

import Link from "next/link";
import { familyLabel } from "@/domain/campaigns/edit-families";
import { pageAddress } from "../../layout/pages";
import { useProject } from "../../layout/project-context";
import type { RouterOutputs } from "../../layout/trpc";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { type Campaign, useCampaignWrites } from "../use-campaign";

type Control = RouterOutputs["campaigns"]["controls"]["list"][number];
type ControlsTableProps = { controls: readonly Control[]; campaign: Campaign; mayRemove: boolean };

const KIND_WORDS = { practice: "practice", planted: "planted error", clean: "clean control" };

const CHOICE_WORDS: Readonly<Partial<Record<Control["truth"]["verdict"], string>>> = {
  first: "the first is better",
  second: "the second is better",
  tie: "equal",
};

function answerOf({ truth }: Control, { protocol }: Campaign): string {
  const choice = CHOICE_WORDS[truth.verdict];
  if (choice) return choice;
  if (truth.verdict === "clean") return "clean";
  if (truth.marks.length === 0) return "holds an error";
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
  if (provenance.how === "edited") return `edited by ${provenance.by}: ${edits.join(", ")}`;
  return `by rule, ${provenance.families.map(familyLabel).join(" and ")}, seed ${provenance.seed}: ${edits.join(", ")}`;
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
              {control.otherNote === null ? null : (
                <span className="mt-1 line-clamp-3 border-t border-line pt-1">{control.otherNote}</span>
              )}
            </Cell>
            <Cell className="whitespace-nowrap">{answerOf(control, campaign)}</Cell>
            <Cell className="max-w-md text-muted">
              <span className="line-clamp-3">{originOf(control)}</span>
              {control.provenance.how === "rule" ? (
                <Link
                  className="text-accent hover:underline"
                  href={pageAddress(project.slug, `/runs/${control.provenance.run}`)}
                >
                  The run of rewrites
                </Link>
              ) : null}
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
