import Link from "next/link";
import { useProject } from "../../layout/project-context";
import type { RouterOutputs } from "../../layout/trpc";
import { ComesFrom } from "../../lineage/comes-from";
import { Badge } from "../../ui/badge";
import { CountText } from "../../ui/number/count-text";
import { NumberText } from "../../ui/number/number-text";
import { ScrollRegion } from "../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { settleAddress } from "../gate-addresses";

type Item = RouterOutputs["gates"]["cases"]["items"][number];

type CasesTableProps = {
  items: readonly Item[];
  from: number;
  campaign: string;
  types: readonly { id: string; label: string }[];
};

function Said({ wrong }: Pick<Item, "wrong">) {
  if (wrong === null) return <Badge tone="undecided">not judged</Badge>;
  return wrong ? <Badge tone="bad">✕ counts as wrong</Badge> : <Badge tone="good">✓ no error that counts</Badge>;
}

/** Each leads to its note, its source and what was said of it. */
export function CasesTable({ items, from, campaign, types }: CasesTableProps) {
  const { project } = useProject();
  const label = (id: string) => types.find((each) => each.id === id)?.label ?? id;
  return (
    <ScrollRegion aria-label="Cases" className="overflow-x-auto">
      <Table aria-label="Cases">
        <thead>
          <tr>
            <HeadCell className="pl-4">Case</HeadCell>
            <HeadCell>Section</HeadCell>
            <HeadCell>Arm</HeadCell>
            <HeadCell>Result</HeadCell>
            <HeadCell>Types</HeadCell>
            <HeadCell numeric>Call it wrong</HeadCell>
            <HeadCell numeric>Omissions</HeadCell>
            <HeadCell className="pr-4">Settled</HeadCell>
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
                </Link>{" "}
                <ComesFrom subject={{ of: "case", id: item.caseId }} what={`case ${from + index + 1}`} />
              </Cell>
              <Cell className="text-muted">{item.section ?? "—"}</Cell>
              <Cell className="text-muted">{item.arm ?? "—"}</Cell>
              <Cell>
                <Said wrong={item.wrong} />
              </Cell>
              <Cell>{item.types.map(label).join(", ") || <span className="text-muted">—</span>}</Cell>
              <Cell numeric>
                <CountText value={item.marked} /> <span className="text-muted">of</span>{" "}
                <CountText value={item.readings} />
              </Cell>
              <Cell numeric>
                <NumberText value={item.omissions} />
              </Cell>
              <Cell className="pr-4">{item.settled ? <Badge tone="good">settled</Badge> : null}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}
