import { formatCount, formatCounted } from "@/domain/format/number";
import type { PairBalance } from "@/domain/pairs/describe-pairs";
import { Card, CardHeader } from "../ui/card";
import { CountText } from "../ui/number/count-text";
import { NumberText } from "../ui/number/number-text";
import { PercentText } from "../ui/number/percent-text";
import { BUCKET_WORDS, ORIGIN_LABELS } from "./pair-words";

type Part = { name: string; remark?: string; pairs: number };

/** What the pairs hold: origins, labels and lengths, so that nobody trains on what they do not know. */
export function BalanceCard({ balance, warnings }: { balance: PairBalance; warnings: readonly string[] }) {
  const { pairs, groups, flipped, splits, origins, buckets, lengths } = balance;
  return (
    <Card>
      <CardHeader
        title={formatCounted(pairs, "pair")}
        remark={`of ${formatCounted(groups, "patient or document", "patients or documents")}`}
      />
      {warnings.map((warning) => (
        <p key={warning} className="mb-2 rounded-md bg-undecided-soft px-3 py-2 text-sm text-undecided">
          {warning}
        </p>
      ))}
      <Parts
        title="Origins"
        total={pairs}
        parts={origins.map(({ origin, pairs: some }) => ({ name: ORIGIN_LABELS[origin].label, pairs: some }))}
      />
      <Parts
        title="Labels (chosen, rejected)"
        total={pairs}
        parts={buckets.map(({ bucket, pairs: some }) => ({
          name: `(${bucket})`,
          remark: BUCKET_WORDS[bucket],
          pairs: some,
        }))}
      />
      <Parts
        title="Splits"
        total={pairs}
        parts={Object.entries(splits).map(([name, some]) => ({ name, pairs: some }))}
      />
      <p className="mt-3 border-line border-t pt-3 text-sm text-muted">
        {flipped === 0
          ? "No pair had to be turned round."
          : `${formatCount(flipped)} turned round, so that a factual answer stands before a hallucinated one.`}
        {lengths ? (
          <>
            {" "}
            Median lengths: chosen <NumberText value={lengths.chosen} />, rejected{" "}
            <NumberText value={lengths.rejected} /> characters; the chosen one is longer in{" "}
            <PercentText fraction={lengths.chosenLonger} /> of them.
          </>
        ) : null}
      </p>
    </Card>
  );
}

function Parts({ title, parts, total }: { title: string; parts: readonly Part[]; total: number }) {
  const present = parts.filter(({ pairs }) => pairs > 0);
  if (present.length === 0) return null;
  return (
    <section className="mt-2 text-sm">
      <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
      <dl className="grid gap-1">
        {present.map(({ name, remark, pairs }) => (
          <div key={name} className="grid grid-cols-[minmax(0,1fr)_40px_44px_52px] items-center gap-2">
            <dt>
              {name} {remark ? <span className="text-xs text-muted">{remark}</span> : null}
            </dt>
            <dd aria-hidden className="h-1.5 rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${(100 * pairs) / Math.max(1, total)}%` }}
              />
            </dd>
            <dd className="text-right">
              <CountText value={pairs} />
            </dd>
            <dd className="text-right text-xs text-muted">
              <PercentText fraction={pairs / Math.max(1, total)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
