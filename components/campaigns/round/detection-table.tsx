"use client";

import { useQuery } from "@tanstack/react-query";
import { useMayDo, useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Badge } from "../../ui/badge";
import { ErrorState } from "../../ui/error-state";
import { EstimateText } from "../../ui/number/estimate-text";
import { Cell, HeadCell, Row, Table } from "../../ui/table";

/** How each reader fares on the hidden controls, for who answers for the round. */
export function DetectionTable({ campaign }: { campaign: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const maySee = useMayDo("gates.sign");
  const profiles = useQuery(trpc.gates.profiles.queryOptions({ project: project.slug, campaign }, { enabled: maySee }));
  if (!maySee) return null;
  if (profiles.error) {
    return <ErrorState what="What readers found" error={profiles.error} onRetry={() => void profiles.refetch()} />;
  }
  const items = profiles.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="border-b border-line pb-3" aria-label="What readers found">
      <h2 className="px-4 pt-1 pb-2 text-sm font-semibold">What readers found of them</h2>
      <Table aria-label="Controls by reader">
        <thead>
          <tr>
            <HeadCell className="pl-4">Reader</HeadCell>
            <HeadCell numeric>Marked the planted place</HeadCell>
            <HeadCell numeric>Called the note wrong</HeadCell>
            <HeadCell numeric className="pr-4">
              Cleared clean controls
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map(({ reader, profile }) => (
            <Row key={reader.id}>
              <Cell className="pl-4">
                {reader.name} {reader.kind === "person" ? null : <Badge tone="undecided">{reader.kind}</Badge>}
              </Cell>
              <Cell numeric>
                <EstimateText estimate={profile.detection} scale="share" />
              </Cell>
              <Cell numeric>
                <EstimateText estimate={profile.sensitivity} scale="share" />
              </Cell>
              <Cell numeric className="pr-4">
                <EstimateText estimate={profile.specificity} scale="share" />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
