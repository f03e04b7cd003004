import Link from "next/link";
import { formatInstant } from "@/domain/format/relative-time";
import { useProject } from "../layout/project-context";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { reportAddress } from "./report-address";
import { StandingBadge } from "./standing-badge";
import type { ReportRow } from "./use-report";

/** Frozen reports, the newest first. */
export function ReportList({ reports }: { reports: readonly ReportRow[] }) {
  const { project } = useProject();
  return (
    <div className="overflow-x-auto">
      <Table>
        <thead>
          <tr>
            {["Report", "Of", "State", "Frozen", "Digest"].map((head) => (
              <HeadCell key={head}>{head}</HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {reports.map(({ id, title, number, subjectKind, standing, frozenName, frozenAt, digest }) => (
            <Row key={id}>
              <Cell>
                <Link href={reportAddress(project.slug, id)} className="text-accent hover:underline">
                  {title}, {number}
                </Link>
              </Cell>
              <Cell>a {subjectKind}</Cell>
              <Cell>
                <StandingBadge standing={standing} />
              </Cell>
              <Cell>
                {formatInstant(frozenAt)} by {frozenName}
              </Cell>
              <Cell>
                <code className="text-xs" title={digest}>
                  {digest.slice(0, 12)}…
                </code>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
