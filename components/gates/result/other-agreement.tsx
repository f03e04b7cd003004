import type { EstimateScale } from "@/domain/format/estimate";
import { EstimateText } from "../../ui/number/estimate-text";
import type { ClosedResult } from "../use-gate";

type Agreement = ClosedResult["agreement"];
type Line = { label: string; estimate: ClosedResult["rate"]; scale: EstimateScale };

function linesOf({ overall, severity, spans, pairs }: Agreement): { title: string; lines: Line[] }[] {
  return [
    {
      title: "On errors and on clean notes",
      lines: [
        { label: "On errors", estimate: overall.positive, scale: "share" },
        { label: "On what is clean", estimate: overall.negative, scale: "share" },
      ],
    },
    {
      title: "On severity, from none to the gravest",
      lines: [
        { label: "Krippendorff’s α, ordinal", estimate: severity.alpha, scale: "number" },
        { label: "κ, quadratic weights", estimate: severity.quadraticKappa, scale: "number" },
      ],
    },
    {
      title: "On spans",
      lines: [
        { label: "F1, the same ends", estimate: spans.exact, scale: "number" },
        { label: "F1, half in common", estimate: spans.soft, scale: "number" },
        { label: "F1 of words", estimate: spans.token, scale: "number" },
      ],
    },
    {
      title: pairs.length > 1 ? "By pair of readers: κ" : "",
      lines: pairs.map(({ readers, kappa }) => ({
        label: readers.map(({ name }) => name).join(" and "),
        estimate: kappa,
        scale: "number" as const,
      })),
    },
  ];
}

/** Agreement on what is narrower than a yes or no. */
export function OtherAgreement({ agreement }: { agreement: Agreement }) {
  return (
    <div className="mt-4 grid gap-x-8 gap-y-4 md:grid-cols-2">
      {linesOf(agreement)
        .filter(({ title }) => title !== "")
        .map(({ title, lines }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-1 text-xs text-muted">{title}</h3>
            <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
              {lines.map(({ label, estimate, scale }) => (
                <div key={label} className="contents">
                  <dt>{label}</dt>
                  <dd className="text-right">
                    <EstimateText estimate={estimate} scale={scale} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
    </div>
  );
}
