import Link from "next/link";
import { campaignAddress } from "../../campaigns/campaign-address";
import { useProject } from "../../layout/project-context";
import { Card, CardHeader } from "../../ui/card";
import { CountText } from "../../ui/number/count-text";
import { EstimateText } from "../../ui/number/estimate-text";
import { ScrollRegion } from "../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import type { ClosedResult } from "../use-gate";
import { OtherAgreement } from "./other-agreement";

type Agreement = ClosedResult["agreement"];

const COLUMNS = [
  { name: "raw", label: "Raw", scale: "share" },
  { name: "kappa", label: "κ", scale: "number" },
  { name: "alpha", label: "Krippendorff’s α", scale: "number" },
  { name: "ac1", label: "Gwet’s AC1", scale: "number" },
] as const;

/** What readers agreed on before anything was settled, overall and by type. */
export function AgreementCard({ agreement, campaign }: { agreement: Agreement; campaign: string }) {
  const { project } = useProject();
  const { overall, byType, readTwice } = agreement;
  const kappa = overall.kappa.definition === overall.cohen.definition ? "Cohen’s κ" : "Fleiss’ κ";
  const rows = [
    { id: "", label: "Overall", of: overall },
    ...byType.map(({ id, label, agreement: of }) => ({ id, label, of })),
  ];
  return (
    <Card className="min-w-0 text-sm">
      <CardHeader
        title="Agreement"
        remark={
          <>
            before adjudication, on <CountText value={readTwice} noun="case" /> that two or more judged; 95 % intervals
          </>
        }
        actions={
          <Link href={campaignAddress(project.slug, campaign, "disagreements")} className="text-accent hover:underline">
            What they differ on
          </Link>
        }
      />
      {readTwice === 0 ? (
        <p className="text-muted">No case was judged by two readers, so nothing can be said of their agreement.</p>
      ) : (
        <>
          <ScrollRegion aria-label="Agreement" className="overflow-x-auto">
            <Table aria-label="Agreement overall and by type">
              <thead>
                <tr>
                  <HeadCell>On</HeadCell>
                  {COLUMNS.map(({ name, label }) => (
                    <HeadCell key={name} numeric>
                      {name === "kappa" ? kappa : label}
                    </HeadCell>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ id, label, of }) => (
                  <Row key={id} className={id === "" ? "font-medium" : ""}>
                    <Cell>{label}</Cell>
                    {COLUMNS.map(({ name, scale }) => (
                      <Cell key={name} numeric>
                        <EstimateText estimate={of[name]} scale={scale} hideSample />
                      </Cell>
                    ))}
                  </Row>
                ))}
              </tbody>
            </Table>
          </ScrollRegion>
          {overall.paradox ? (
            <p className="mt-3 max-w-[92ch] border-l-2 border-undecided pl-3">
              <strong className="font-semibold">κ and AC1 part. </strong>
              {overall.paradox}
            </p>
          ) : null}
          <OtherAgreement agreement={agreement} />
        </>
      )}
    </Card>
  );
}
