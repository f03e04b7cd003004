import Link from "next/link";
import { formatCount, formatCounted } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import type { RouterOutputs } from "../layout/trpc";
import { ComesFrom, ComesFromKey } from "../lineage/comes-from";
import { BytesText } from "../ui/number/bytes-text";
import { RelativeTime } from "../ui/number/relative-time";
import { StateBadge } from "../ui/state-badge";
import { LeftOut } from "./left-out";
import { ReadingDetails } from "./reading-details";
import { SplitCounts } from "./split-counts";
import { StatementCard } from "./statement-card";

const HOW = {
  generated: "written by the sample generator",
  imported: "imported",
  labels: "made of what reviewers marked",
} as const;

type Dataset = RouterOutputs["datasets"]["byId"];
type VersionFactsProps = { version: Dataset["versions"][number]; usedBy: Dataset["usedBy"] };

/** Where a version came from, enough to make it again, and what was made of it. */
export function VersionFacts({ version, usedBy }: VersionFactsProps) {
  const { project } = useProject();
  const { origin } = version;
  const left = origin.rowsRead - version.rows;
  return (
    <aside className="grid content-start gap-5 text-sm">
      <section>
        <h2 className="mb-2 font-semibold">Version {version.number}</h2>
        <dl className="grid grid-cols-[84px_1fr] gap-x-2 gap-y-1.5 [&_dt]:text-muted">
          <dt>Type</dt>
          <dd>
            <code>{version.type}</code>
          </dd>
          <dt>Rows</dt>
          <dd>{formatCount(version.rows)}</dd>
          <dt>Splits</dt>
          <dd>
            <SplitCounts counts={version.splitCounts} />
          </dd>
          <dt>Size</dt>
          <dd>
            <BytesText bytes={version.bytes} />
          </dd>
          <dt>Made</dt>
          <dd>
            <RelativeTime time={version.createdAt} />
          </dd>
          {origin.groups === undefined ? null : (
            <>
              <dt>Groups</dt>
              <dd>{formatCount(origin.groups)}</dd>
            </>
          )}
          <dt>Digest</dt>
          <dd>
            <code title={version.digest} className="break-all text-muted">
              {version.digest.slice(0, 16)}…
            </code>
          </dd>
        </dl>
      </section>
      <StatementCard version={version} />
      <section>
        <h2 className="mb-2 flex flex-wrap items-center gap-2 font-semibold">
          Where it came from
          <ComesFrom subject={{ of: "version", id: version.id }} what="this version" className="font-normal">
            as a picture
          </ComesFrom>
        </h2>
        <ComesFromKey subject={{ of: "version", id: version.id }} group="Version" />
        <dl className="grid grid-cols-[84px_1fr] gap-x-2 gap-y-1.5 [&_dt]:text-muted">
          <dt>How</dt>
          <dd>{HOW[origin.how]}</dd>
          {origin.fileName ? (
            <>
              <dt>File</dt>
              <dd className="break-all">{origin.fileName}</dd>
            </>
          ) : null}
          <dt>Format</dt>
          <dd>
            {origin.format}
            {origin.encoding ? `, ${origin.encoding}` : null}
          </dd>
          <ReadingDetails reading={origin.reading} />
          {Object.entries(origin.columns).map(([field, column]) => (
            <div key={field} className="contents">
              <dt>{field}</dt>
              <dd>
                column <code>{column}</code>
              </dd>
            </div>
          ))}
          {origin.seed === undefined ? null : (
            <>
              <dt>Seed</dt>
              <dd>{origin.seed}</dd>
            </>
          )}
        </dl>
        {left > 0 ? <LeftOut rows={left} origin={origin} /> : null}
      </section>
      <section>
        <h2 className="mb-2 font-semibold">Read by</h2>
        {usedBy.length === 0 ? <p className="text-muted">No run has read it.</p> : null}
        <ul className="grid">
          {usedBy.slice(0, 20).map((run) => (
            <li key={run.runId} className="flex items-center justify-between gap-2">
              <Link
                href={pageAddress(project.slug, `/runs/${run.runId}`)}
                className="min-w-0 truncate leading-6 hover:underline"
              >
                {run.name}
              </Link>
              <StateBadge state={run.state} />
            </li>
          ))}
        </ul>
        {usedBy.length > 20 ? (
          <p className="mt-1 text-xs text-muted">20 of {formatCounted(usedBy.length, "run")}</p>
        ) : null}
      </section>
    </aside>
  );
}
