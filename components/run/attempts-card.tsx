import { formatBytes } from "@/domain/format/bytes";
import type { RouterOutputs } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { RelativeTime } from "../ui/number/relative-time";
import { RunningDuration } from "../ui/number/running-duration";
import { Cell, HeadCell, Row, Table } from "../ui/table";

type Attempt = RouterOutputs["attempts"]["byRun"][number];

const OUTCOMES = { completed: "completed", stopped: "stopped", failed: "failed", lost: "lost" } as const;

/** Every start of the run, on which machine, with what. */
export function AttemptsCard({ attempts, runEnd }: { attempts: readonly Attempt[]; runEnd: Date | null }) {
  return (
    <Card>
      <CardHeader title="Attempts" />
      {attempts.length === 0 ? <p className="text-sm text-muted">The run was not started yet.</p> : null}
      {attempts.length > 0 ? (
        <div className="overflow-x-auto">
          <Table>
            <thead>
              <tr>
                <HeadCell numeric>Attempt</HeadCell>
                <HeadCell>Outcome</HeadCell>
                <HeadCell>From</HeadCell>
                <HeadCell>Host</HeadCell>
                <HeadCell>Device</HeadCell>
                <HeadCell numeric>Process</HeadCell>
                <HeadCell>Started</HeadCell>
                <HeadCell numeric>Duration</HeadCell>
                <HeadCell>Last beat</HeadCell>
                <HeadCell>Versions</HeadCell>
              </tr>
            </thead>
            <tbody>
              {attempts.map((attempt) => (
                <AttemptRow key={attempt.attempt} attempt={attempt} end={attempt.endedAt ?? runEnd} />
              ))}
            </tbody>
          </Table>
        </div>
      ) : null}
    </Card>
  );
}

function AttemptRow({ attempt, end }: { attempt: Attempt; end: Date | null }) {
  const devices = attempt.devices
    ?.map((device) => `${device.name}${device.memoryBytes === null ? "" : `, ${formatBytes(device.memoryBytes)}`}`)
    .join("; ");
  const versions = Object.entries(attempt.versions ?? {}).map(([name, version]) => `${name} ${version}`);
  return (
    <Row>
      <Cell numeric>{attempt.attempt}</Cell>
      <Cell title={attempt.failure?.reason}>
        {attempt.outcome ? OUTCOMES[attempt.outcome] : end ? "not told" : "under way"}
      </Cell>
      <Cell>{attempt.resumedFromStep === null ? "the start" : `step ${attempt.resumedFromStep}`}</Cell>
      <Cell>{attempt.host ?? <span className="text-muted">not told</span>}</Cell>
      <Cell title={devices}>{attempt.device}</Cell>
      <Cell numeric>{attempt.supervisorPid ?? ""}</Cell>
      <Cell>
        <RelativeTime time={attempt.startedAt} />
      </Cell>
      <Cell numeric>
        <RunningDuration start={attempt.startedAt} end={end} />
      </Cell>
      <Cell>
        <RelativeTime time={attempt.lastBeatAt} />
      </Cell>
      <Cell>
        {versions.length === 0 ? (
          <span className="text-muted">not told</span>
        ) : (
          <details>
            <summary className="text-xs">{versions.slice(0, 2).join(", ")}</summary>
            <ul className="text-xs text-muted">
              {versions.map((version) => (
                <li key={version}>{version}</li>
              ))}
            </ul>
          </details>
        )}
      </Cell>
    </Row>
  );
}
