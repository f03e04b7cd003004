import Link from "next/link";
import type { EstimateScale } from "@/domain/format/estimate";
import { useProject } from "../../layout/project-context";
import { Card, CardHeader } from "../../ui/card";
import { EstimateText } from "../../ui/number/estimate-text";
import { IntervalBar } from "../../ui/number/interval-bar";
import { ScrollRegion } from "../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import { casesAddress } from "../gate-addresses";
import type { ClosedResult } from "../use-gate";

export type RateRow = {
  id: string;
  label: string;
  rate: ClosedResult["rate"];
  /** Which cases stand behind it; null where there is no such list. */
  behind: Readonly<Record<string, string>> | null;
};

type RatesCardProps = {
  title: string;
  remark?: string;
  head: string;
  rows: readonly RateRow[];
  campaign: string;
  scale?: EstimateScale;
  domain?: readonly [number, number];
  mark?: number;
};

/** Rates with their intervals on one scale, each leading to its cases. */
export function RatesCard({ title, remark, head, rows, campaign, scale = "share", domain, mark }: RatesCardProps) {
  const { project } = useProject();
  if (rows.length === 0) return null;
  return (
    <Card className="min-w-0">
      <CardHeader title={title} remark={remark} />
      <ScrollRegion aria-label={title} className="overflow-x-auto">
        <Table aria-label={title}>
          <thead>
            <tr>
              <HeadCell>{head}</HeadCell>
              <HeadCell numeric>Estimate (interval) of n</HeadCell>
              {domain ? (
                <HeadCell>
                  <span className="sr-only">Drawn</span>
                </HeadCell>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, label, rate, behind }) => (
              <Row key={id}>
                <Cell>
                  {behind ? (
                    <Link href={casesAddress(project.slug, campaign, behind)} className="hover:underline">
                      {label}
                    </Link>
                  ) : (
                    label
                  )}
                </Cell>
                <Cell numeric title={rate.reason ?? undefined}>
                  <EstimateText estimate={rate} scale={scale} />
                </Cell>
                {domain ? (
                  <Cell>
                    <IntervalBar estimate={rate} scale={scale} domain={domain} mark={mark} width={140} />
                  </Cell>
                ) : null}
              </Row>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
    </Card>
  );
}
