import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../../layout/project-context";
import type { RouterOutputs } from "../../layout/trpc";
import { Badge } from "../../ui/badge";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { settleAddress } from "../gate-addresses";
import { DIFFERENCE_WORDS } from "./difference-words";

type Item = RouterOutputs["gates"]["disagreements"]["items"][number];

/** Counts and not names: whoever settles a case from here is to be blind to who said what. */
function tell({ readings }: Item): string {
  const of = (verdict: string) => readings.filter((each) => each.verdict === verdict).length;
  const parts = [
    { count: of("marked"), words: "an error" },
    { count: of("clean"), words: "none" },
    { count: of("cannot-judge"), words: "cannot judge" },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(", ");
}

export function DisagreementsTable({
  items,
  from,
  campaign,
}: {
  items: readonly Item[];
  from: number;
  campaign: string;
}) {
  const { project } = useProject();
  return (
    <Table aria-label="Disagreements">
      <thead>
        <tr>
          <HeadCell className="pl-4">Case</HeadCell>
          <HeadCell>Section</HeadCell>
          <HeadCell>They differ in</HeadCell>
          <HeadCell>They say</HeadCell>
          <HeadCell numeric>Readings</HeadCell>
          <HeadCell className="pr-4">State</HeadCell>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <Row key={item.caseId} className="hover:bg-raised">
            <Cell className="pl-4">
              <Link
                href={settleAddress(project.slug, campaign, item.caseId)}
                className="font-medium text-accent hover:underline"
              >
                Case {from + index + 1}
              </Link>
            </Cell>
            <Cell className="text-muted">{item.section ?? "—"}</Cell>
            <Cell>{item.differs.map((each) => DIFFERENCE_WORDS[each]).join(", ")}</Cell>
            <Cell>{tell(item)}</Cell>
            <Cell numeric>{formatCounted(item.readings.length, "reading")}</Cell>
            <Cell className="pr-4">
              <Badge tone={item.settled ? "good" : "undecided"}>{item.settled ? "settled" : "open"}</Badge>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
