import type { ReactNode } from "react";
import type { EstimateScale } from "@/domain/format/estimate";
import { saySignTest } from "@/domain/preferences/say-preference";
import { EstimateText } from "../../ui/number/estimate-text";
import { IntervalBar } from "../../ui/number/interval-bar";
import type { PairAnswer } from "./use-preferences";

type Line = {
  label: string;
  estimate: PairAnswer["signTest"];
  scale: EstimateScale;
  even?: boolean;
  behind?: ReactNode;
};

/** Where there is no number, its reason stands there for everybody to read. */
function MeasureLine({ label, estimate, scale, even, behind }: Line) {
  return (
    <div className="grid items-center gap-x-3 sm:grid-cols-[minmax(0,220px)_100px_minmax(0,1fr)]">
      <dt>{label}</dt>
      <dd className="max-sm:hidden">
        {scale === "share" ? (
          <IntervalBar estimate={estimate} scale={scale} domain={[0, 1]} mark={even ? 0.5 : undefined} />
        ) : null}
      </dd>
      <dd>
        {estimate.state === "undefined" ? (
          <span className="text-muted">Undefined: {estimate.reason}.</span>
        ) : (
          <EstimateText estimate={estimate} scale={scale} />
        )}
        {behind ? <span className="text-muted">; {behind}</span> : null}
      </dd>
    </div>
  );
}

function linesOf(pair: PairAnswer): { title: string; lines: Line[] }[] {
  const [one] = pair.arms;
  const { agreement, position, tiesHalved, tiesLeftOut, counts } = pair;
  const kappa = agreement.kappa.definition === agreement.cohen.definition ? "Cohen’s κ" : "Fleiss’ κ";
  return [
    {
      title: `Share of ${one}, 95 % intervals`,
      lines: [
        { label: "Ties counted half for both", estimate: tiesHalved, scale: "share", even: true },
        {
          ...{ label: "Ties left out", estimate: tiesLeftOut, scale: "share", even: true },
          ...(counts.wins.some((count) => count > 0) ? { behind: saySignTest(pair) } : {}),
        },
      ],
    },
    {
      title: "Agreement of readers on which is better, wherever it stood",
      lines: [
        { label: "Raw", estimate: agreement.raw, scale: "share" },
        { label: kappa, estimate: agreement.kappa, scale: "number" },
        { label: "Krippendorff’s α", estimate: agreement.alpha, scale: "number" },
        { label: "α, a tie between the sides", estimate: agreement.alphaOrdinal, scale: "number" },
        { label: "Gwet’s AC1", estimate: agreement.ac1, scale: "number" },
      ],
    },
    {
      title: "Places, tossed for each turn",
      lines: [{ label: "Chose the note that stood first", estimate: position.firstShown, scale: "share", even: true }],
    },
  ];
}

export function PreferenceMeasures({ pair }: { pair: PairAnswer }) {
  return (
    <div className="grid gap-4 text-sm">
      {linesOf(pair).map(({ title, lines }) => (
        <section key={title} aria-label={title}>
          <h4 className="mb-1 text-xs text-muted">{title}</h4>
          <dl className="grid gap-1">
            {lines.map((line) => (
              <MeasureLine key={line.label} {...line} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
