import type { RouterOutputs } from "../../layout/trpc";
import { Badge } from "../../ui/badge";
import { Card, CardHeader } from "../../ui/card";
import { EstimateText } from "../../ui/number/estimate-text";
import { PercentText } from "../../ui/number/percent-text";
import { RelativeTime } from "../../ui/number/relative-time";
import { ScrollRegion } from "../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../ui/table";

type Named = RouterOutputs["gates"]["profiles"]["items"][number];

function linesOf({ profile }: Named) {
  return [
    { label: "Calls wrong", estimate: profile.strictness, scale: "share" as const, difference: false },
    {
      label: "More than others on the same notes",
      estimate: profile.leaning,
      scale: "points" as const,
      difference: true,
    },
    { label: "Seconds a note, median", estimate: profile.seconds, scale: "number" as const, difference: false },
    {
      label: "Drift of what is called wrong",
      estimate: profile.markedDrift,
      scale: "points" as const,
      difference: true,
    },
    { label: "Drift of seconds a note", estimate: profile.secondsDrift, scale: "number" as const, difference: true },
    {
      label: "Agrees with herself on repeats",
      estimate: profile.selfAgreement,
      scale: "share" as const,
      difference: false,
    },
    { label: "Calls planted errors wrong", estimate: profile.sensitivity, scale: "share" as const, difference: false },
    { label: "Marks the planted place", estimate: profile.detection, scale: "share" as const, difference: false },
    { label: "Clears clean controls", estimate: profile.specificity, scale: "share" as const, difference: false },
  ];
}

/** Strictness, speed, drift, self-agreement and controls of one reader, each with its interval. */
export function ProfileCard({ of }: { of: Named }) {
  const { reader, practiceScore, profile } = of;
  return (
    <Card className="min-w-0 text-sm">
      <CardHeader
        title={reader.name}
        remark={
          <>
            {reader.kind === "person" ? null : <Badge tone="undecided">{reader.kind}</Badge>}{" "}
            {reader.removed ? <Badge>left</Badge> : null} practice{" "}
            <PercentText fraction={practiceScore} absent="none" reason="not practised" />
          </>
        }
      />
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
        {linesOf(of).map(({ label, estimate, scale, difference }) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className="text-right">
              <EstimateText estimate={estimate} scale={scale} difference={difference} />
            </dd>
          </div>
        ))}
      </dl>
      {profile.blocks.length > 1 ? (
        <ScrollRegion aria-label={`${reader.name} over time`} className="mt-3 overflow-x-auto">
          <Table aria-label={`${reader.name} over time`}>
            <thead>
              <tr>
                <HeadCell>In order</HeadCell>
                <HeadCell>Until</HeadCell>
                <HeadCell numeric>Calls wrong</HeadCell>
                <HeadCell numeric>Seconds a note</HeadCell>
              </tr>
            </thead>
            <tbody>
              {profile.blocks.map((block, index) => (
                <Row key={block.from.toISOString() + String(index)}>
                  <Cell className="whitespace-nowrap">Quarter {index + 1}</Cell>
                  <Cell className="whitespace-nowrap text-muted">
                    <RelativeTime time={block.to} />
                  </Cell>
                  <Cell numeric>
                    <EstimateText estimate={block.marked} scale="share" />
                  </Cell>
                  <Cell numeric>
                    <EstimateText estimate={block.seconds} scale="number" />
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      ) : null}
    </Card>
  );
}
