import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import type { RouterOutputs } from "../layout/trpc";
import { BytesText } from "../ui/number/bytes-text";
import { CountText } from "../ui/number/count-text";
import { RelativeTime } from "../ui/number/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { HoldsBadge } from "./holds-badge";
import { SplitCounts } from "./split-counts";

type DatasetsTableProps = { items: RouterOutputs["datasets"]["list"]["items"] };

/** Datasets by name, each with its newest version. */
export function DatasetsTable({ items }: DatasetsTableProps) {
  const { project } = useProject();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell className="pl-4">Name</HeadCell>
          <HeadCell>Newest</HeadCell>
          <HeadCell>Type</HeadCell>
          <HeadCell numeric>Rows</HeadCell>
          <HeadCell>Splits</HeadCell>
          <HeadCell>Holds</HeadCell>
          <HeadCell numeric>Size</HeadCell>
          <HeadCell numeric>Read by</HeadCell>
          <HeadCell numeric className="pr-4">
            Made
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map(({ id, name, version, runs }) => (
          <Row key={id} className="hover:bg-raised">
            <Cell className="pl-4 font-medium">
              <Link href={pageAddress(project.slug, `/datasets/${id}`)} className="hover:underline">
                {name}
              </Link>
            </Cell>
            <Cell className="text-muted">v{version.number}</Cell>
            <Cell>
              <code className="text-muted">{version.type}</code>
            </Cell>
            <Cell numeric>
              <CountText value={version.rows} />
            </Cell>
            <Cell>
              <SplitCounts counts={version.splitCounts} />
            </Cell>
            <Cell>
              <HoldsBadge {...version} />
            </Cell>
            <Cell numeric>
              <BytesText bytes={version.bytes} />
            </Cell>
            <Cell numeric>{formatCounted(runs, "run")}</Cell>
            <Cell numeric className="pr-4">
              <RelativeTime time={version.createdAt} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
