import { STRENGTHS } from "@/domain/assessments/mark";
import { CountText } from "../../ui/number/count-text";
import { Cell, HeadCell, Row, Table } from "../../ui/table";
import type { PairAnswer, PreferencesAnswer } from "./use-preferences";

/** How much better each arm was called, by reading and so before a majority was formed. */
export function StrengthTable({ arms, strengths }: Pick<PairAnswer, "arms" | "strengths">) {
  return (
    <Table aria-label="How much better, by reading">
      <thead>
        <tr>
          <HeadCell>Readings for</HeadCell>
          {STRENGTHS.map((strength) => (
            <HeadCell key={strength} numeric>
              {strength} better
            </HeadCell>
          ))}
          <HeadCell numeric>not said</HeadCell>
        </tr>
      </thead>
      <tbody>
        {strengths.map((counts, at) => (
          <Row key={arms[at]}>
            <Cell>{arms[at]}</Cell>
            {[...STRENGTHS, "unsaid" as const].map((name) => (
              <Cell key={name} numeric>
                <CountText value={counts[name]} />
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

type CountsProps = Pick<PairAnswer, "counts"> & Pick<PreferencesAnswer, "left">;

export function PreferenceCounts({ counts, left }: CountsProps) {
  const lines = [
    { title: "In the shares", of: countedLines(counts) },
    { title: "In no share, of the whole round", of: leftLines(left) },
  ];
  return (
    <div className="grid gap-x-8 gap-y-3 text-sm md:grid-cols-2">
      {lines.map(({ title, of }) => (
        <section key={title} aria-label={title}>
          <h4 className="mb-1 text-xs text-muted">{title}</h4>
          <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
            {of.map(([label, count]) => (
              <div key={label} className="contents">
                <dt>{label}</dt>
                <dd className="text-right">
                  <CountText value={count} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

const countedLines = (counts: PairAnswer["counts"]): [string, number][] => [
  ["Cases of the sample", counts.cases],
  ["Judged", counts.judged],
  ["Patients or documents of them", counts.groups],
  ["Ties that readers are split on", counts.split],
  ["Read, judged by nobody", counts.cannotJudge],
  ["Unread", counts.unread],
  ["With fewer readings than planned", counts.incomplete],
  ["Readings", counts.readings],
  ["Readings that cannot judge", counts.readingsCannotJudge],
  ["Readings after the close", counts.late],
];

const leftLines = (left: PreferencesAnswer["left"]): [string, number][] => [
  ["Taken out", left.withdrawn],
  ["Practice", left.practice],
  ["Hidden repeats", left.repeats],
  ["Planted errors", left.planted],
  ["Clean controls", left.clean],
  ["Readings by readers of another kind", left.otherReaders],
];
