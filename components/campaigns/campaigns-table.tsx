"use client";

import Link from "next/link";
import { useProject } from "../layout/project-context";
import type { RouterOutputs } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { CountText } from "../ui/number/count-text";
import { RelativeTime } from "../ui/number/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { campaignAddress } from "./campaign-address";
import { CampaignState } from "./campaign-state";
import { ProgressMeter } from "./progress-meter";
import { MODE_WORDS } from "./state-words";

type Item = RouterOutputs["campaigns"]["list"]["items"][number];

export function CampaignsTable({ items }: { items: readonly Item[] }) {
  const { project } = useProject();
  return (
    <Table aria-label="Campaigns">
      <thead>
        <tr>
          <HeadCell className="pl-4">Name</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>What readers do</HeadCell>
          <HeadCell numeric>Cases</HeadCell>
          <HeadCell numeric>Readers</HeadCell>
          <HeadCell>Read</HeadCell>
          <HeadCell>Made by</HeadCell>
          <HeadCell numeric className="pr-4">
            Made
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} className="hover:bg-raised">
            <Cell className="pl-4 font-medium">
              <Link href={campaignAddress(project.slug, item.id)} className="hover:underline">
                {item.name}
              </Link>{" "}
              {item.simulated ? <Badge tone="undecided">simulated readers</Badge> : null}
            </Cell>
            <Cell>
              <CampaignState state={item.state} />
            </Cell>
            <Cell className="text-muted">
              {MODE_WORDS[item.mode].title}
              {item.mode === "side-by-side" ? "" : `, by ${item.unit}`}
            </Cell>
            <Cell numeric>
              <CountText value={item.cases} />
            </Cell>
            <Cell numeric>
              <CountText value={item.readers} />
            </Cell>
            <Cell>
              {item.state === "draft" ? (
                <span className="text-muted">not open yet</span>
              ) : (
                <ProgressMeter {...item.progress} />
              )}
            </Cell>
            <Cell className="text-muted">{item.createdByName ?? "somebody who left"}</Cell>
            <Cell numeric className="pr-4">
              <RelativeTime time={item.createdAt} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
