import Link from "next/link";
import type { EstimateScale } from "@/domain/format/estimate";
import { formatCounted, formatNumber } from "@/domain/format/number";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { describeMetric } from "@/domain/metrics/metric-words";
import type { WatchedMeasure } from "@/domain/studies/study-result";
import { campaignAddress } from "../campaigns/campaign-address";
import { ComesFrom, ComesFromKey } from "../lineage/comes-from";
import { Card, CardHeader } from "../ui/card";
import { classNames } from "../ui/class-names";
import { EstimateText } from "../ui/number/estimate-text";
import type { StudyResult } from "./use-study";

type Measured = Extract<StudyResult, { state: "measured" }>;
type Side = Measured["sides"][number];

const TONES = { good: "text-good", bad: "text-bad", undecided: "text-undecided" } as const;
const WATCHED_WORDS: Record<WatchedMeasure, { title: string; scale: EstimateScale; change: EstimateScale }> = {
  omissions: { title: "Omissions a note", scale: "number", change: "number" },
  length: { title: "Length, characters; change as a ratio", scale: "number", change: "number" },
  copied: { title: "Copied from the source, share of four-word runs", scale: "share", change: "points" },
};
const cell = "py-1.5 pr-4 text-left align-top font-normal tabular-nums";

type Rates = Pick<Side, "before" | "after" | "difference">;
type RateRowProps = {
  rates: Rates;
  title: string;
  /** Of the headline, whose figures lead to what they rest on. */
  of?: LineageSubject;
};

function RateRow({ rates, title, of }: RateRowProps) {
  return (
    <tr className="border-b border-line">
      <th scope="row" className={of ? classNames(cell, "font-medium") : cell}>
        {title}
      </th>
      <td className={cell}>
        <EstimateText estimate={rates.before} scale="share" />{" "}
        {of ? <ComesFrom subject={{ ...of, number: "rate-before" }} what="the rate before" /> : null}
      </td>
      <td className={cell}>
        <EstimateText estimate={rates.after} scale="share" />{" "}
        {of ? <ComesFrom subject={{ ...of, number: "rate-after" }} what="the rate after" /> : null}
      </td>
      <td className={cell}>
        <EstimateText estimate={rates.difference} scale="points" difference />{" "}
        {of ? <ComesFrom subject={{ ...of, number: "difference" }} what="the change" /> : null}
      </td>
    </tr>
  );
}

function SideTable({ side, unit, of }: { side: Side; unit: string; of: LineageSubject }) {
  const named = unit === "note" ? "Notes" : "Sentences";
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-160 text-sm">
        <caption className="pb-1 text-left text-xs text-muted">
          {side.name}
          {side.excluded.map(({ reason, notes }) => `; left out: ${formatCounted(notes, "note")}, as ${reason}`)}
        </caption>
        <thead className="border-b border-line text-xs text-muted">
          <tr>
            <th scope="col" className={cell}>
              Measure
            </th>
            <th scope="col" className={cell}>
              Before
            </th>
            <th scope="col" className={cell}>
              After
            </th>
            <th scope="col" className={cell}>
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          <RateRow rates={side} title={`${named} with a hallucination`} of={of} />
          {side.empty.asWrong ? (
            <RateRow
              rates={side.empty.asWrong}
              title={`With empty notes as wrong (${side.empty.before} before, ${side.empty.after} after)`}
            />
          ) : null}
          {side.watched.map(({ measure, before, after, change }) => (
            <tr key={measure} className="border-b border-line last:border-0">
              <th scope="row" className={cell}>
                {WATCHED_WORDS[measure].title}{" "}
                <ComesFrom subject={{ ...of, number: measure }} what={WATCHED_WORDS[measure].title} />
              </th>
              <td className={cell}>
                <EstimateText estimate={before} scale={WATCHED_WORDS[measure].scale} hideSample />
              </td>
              <td className={cell}>
                <EstimateText estimate={after} scale={WATCHED_WORDS[measure].scale} hideSample />
              </td>
              <td className={cell}>
                <EstimateText
                  estimate={change}
                  scale={WATCHED_WORDS[measure].change}
                  difference={measure !== "length"}
                  hideSample
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {side.mcnemar ? (
        <p className="mt-1 text-xs text-muted">
          Exact McNemar: {side.mcnemar.mended} mended, {side.mcnemar.broken} newly wrong, {side.mcnemar.both} wrong in
          both, {side.mcnemar.neither} in neither; p{" "}
          {side.mcnemar.p < 0.001 ? "< 0.001" : `= ${formatNumber(side.mcnemar.p)}`}.
        </p>
      ) : null}
    </div>
  );
}

/** Before against after: the sentence, what must be known to read it, then the numbers. */
export function AnswerCard({ result, project, study }: { result: Measured; project: string; study: string }) {
  const { verdict, cautions, sides, overSeeds, kept, unit, campaign } = result;
  const of: LineageSubject = { of: "study", id: study, node: result.node };
  return (
    <Card>
      <ComesFromKey subject={of} group="Study" />
      <CardHeader title="Before against after" />
      {verdict ? (
        <p className="max-w-[92ch] text-lg">
          <b className={classNames("font-semibold", TONES[verdict.tone])}>{verdict.claim}</b> {verdict.evidence}{" "}
          <Link
            href={campaignAddress(project, campaign.id, "cases")}
            className="whitespace-nowrap text-base text-accent underline underline-offset-2"
          >
            See the notes
          </Link>
        </p>
      ) : null}
      <ul className="mt-2 mb-4 max-w-[92ch] list-disc pl-4 text-sm text-muted">
        {cautions.map((caution) => (
          <li key={caution}>{caution}</li>
        ))}
      </ul>
      <div className="grid gap-4">
        {sides.map((side, place) => (
          <SideTable key={side.name} side={side} unit={unit} of={{ ...of, side: place }} />
        ))}
        {overSeeds ? (
          <p className="text-sm">
            Over {formatCounted(sides.length, "seed")}: <EstimateText estimate={overSeeds} scale="points" difference />{" "}
            <ComesFrom subject={{ ...of, number: "difference" }} what="the change over all seeds" />
          </p>
        ) : null}
        {kept.length > 0 ? (
          <section>
            <h3 className="mb-1 text-sm font-medium">
              Kept knowledge: the same notes against their references{" "}
              <ComesFrom subject={{ ...of, number: "kept" }} what="kept knowledge" />
            </h3>
            <ul className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
              {kept.map((estimate) => (
                <li key={estimate.definition} className="flex justify-between gap-3">
                  <span className="text-muted">{describeMetric(estimate.definition).title}</span>
                  <EstimateText estimate={estimate} scale="number" difference hideSample />
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </Card>
  );
}
