import Link from "next/link";
import { formatCount } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import type { RouterOutputs } from "../layout/trpc";
import { RelativeTime } from "../ui/number/relative-time";
import { StateBadge } from "../ui/state-badge";
import { Cell, HeadCell, Row, Table } from "../ui/table";

type UsesTableProps = RouterOutputs["models"]["uses"];

export function UsesTable({ items, total }: UsesTableProps) {
  const { project } = useProject();
  return (
    <>
      <Table aria-label="Runs that used the model">
        <thead>
          <tr>
            <HeadCell className="pl-0">Run</HeadCell>
            <HeadCell>Stage</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell numeric className="pr-0">
              Made
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((use) => (
            <Row key={use.id} className="last:border-0">
              <Cell className="pl-0">
                <Link href={pageAddress(project.slug, `/runs/${use.id}`)} className="hover:underline">
                  {use.name}
                </Link>
              </Cell>
              <Cell className="text-muted">{use.stage}</Cell>
              <Cell>
                <StateBadge state={use.state} />
              </Cell>
              <Cell numeric className="pr-0 text-muted">
                <RelativeTime time={use.createdAt} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {items.length < total ? (
        <p className="pt-2 text-xs text-muted">
          The newest {formatCount(items.length)} of {formatCount(total)}.
        </p>
      ) : null}
    </>
  );
}
