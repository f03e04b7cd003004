import { formatCount, formatCounted } from "@/domain/format/number";
import type { RouterOutputs } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { BytesText } from "../ui/number/bytes-text";
import { NumberText } from "../ui/number/number-text";
import { RelativeTime } from "../ui/number/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";

type Checkpoint = RouterOutputs["artifacts"]["byRun"]["checkpoints"][number];

const REASONS: Record<Checkpoint["reason"], string> = {
  interval: "on schedule",
  best: "best so far",
  final: "final",
  stop: "when stopped",
};

export function CheckpointsCard({ checkpoints }: { checkpoints: readonly Checkpoint[] }) {
  const kept = checkpoints.filter((checkpoint) => checkpoint.kept).length;
  return (
    <Card>
      <CardHeader
        title="Checkpoints"
        remark={`${formatCounted(kept, "checkpoint")} on disk of ${formatCount(checkpoints.length)} written`}
      />
      <div className="overflow-x-auto">
        <Table>
          <thead>
            <tr>
              <HeadCell numeric>Step</HeadCell>
              <HeadCell>Why</HeadCell>
              <HeadCell>Metric</HeadCell>
              <HeadCell numeric>Size</HeadCell>
              <HeadCell numeric>Attempt</HeadCell>
              <HeadCell>Written</HeadCell>
              <HeadCell>On disk</HeadCell>
            </tr>
          </thead>
          <tbody>
            {checkpoints.map((checkpoint) => (
              <Row key={checkpoint.step} className={checkpoint.kept ? "" : "text-muted"}>
                <Cell numeric>{formatCount(checkpoint.step)}</Cell>
                <Cell>{REASONS[checkpoint.reason]}</Cell>
                <Cell>
                  {checkpoint.metric ? (
                    <>
                      {checkpoint.metric.key} <NumberText value={checkpoint.metric.value} />
                    </>
                  ) : null}
                </Cell>
                <Cell numeric>
                  <BytesText bytes={checkpoint.bytes} />
                </Cell>
                <Cell numeric>{checkpoint.attempt}</Cell>
                <Cell>
                  <RelativeTime time={checkpoint.createdAt} />
                </Cell>
                <Cell>{checkpoint.kept ? "kept" : "replaced"}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </div>
    </Card>
  );
}
