"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Badge } from "../../ui/badge";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { RelativeTime } from "../../ui/number/relative-time";
import { SkeletonLines } from "../../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { gateAddress } from "../gate-addresses";
import { VerdictMark } from "../verdict-mark";

/** Who signed what, the newest first. */
export function SignaturesView({ campaign }: { campaign: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.gates.signed.queryOptions({ project: project.slug, campaign }));
  if (error) return <ErrorState what="The signatures" error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="p-4">
        <SkeletonLines lines={4} label="Loading the signatures" />
      </div>
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyState title="Nobody signed this gate">
        <p>An investigator signs from the gate card of the closed round, under a statement of what that says.</p>
      </EmptyState>
    );
  }
  return (
    <Table aria-label="Signatures">
      <thead>
        <tr>
          <HeadCell className="pl-4">Decision</HeadCell>
          <HeadCell>Signed by</HeadCell>
          <HeadCell>When</HeadCell>
          <HeadCell>The rule said</HeadCell>
          <HeadCell>Digest</HeadCell>
          <HeadCell className="pr-4">Since then</HeadCell>
        </tr>
      </thead>
      <tbody>
        {data.items.map((gate) => (
          <Row key={gate.id} className="hover:bg-raised">
            <Cell className="pl-4">
              <Link href={gateAddress(project.slug, campaign, gate.id)} className="hover:underline">
                <VerdictMark verdict={gate.decision} />
              </Link>
            </Cell>
            <Cell>{gate.signedName}</Cell>
            <Cell className="text-muted">
              <RelativeTime time={gate.signedAt} />
            </Cell>
            <Cell>
              {gate.overridden ? (
                <Badge tone="undecided">{gate.verdict}, overridden</Badge>
              ) : (
                <Badge>{gate.verdict}</Badge>
              )}
            </Cell>
            <Cell>
              <code title={gate.digest}>{gate.digest.slice(0, 12)}</code>
            </Cell>
            <Cell className="pr-4">
              {!gate.intact ? (
                <Badge tone="bad">✕ not what was signed</Badge>
              ) : gate.changedSince.length > 0 ? (
                <Badge tone="undecided">changed since</Badge>
              ) : (
                <span className="text-muted">unchanged</span>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
