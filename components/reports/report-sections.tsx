import { formatDuration } from "@/domain/format/duration";
import { formatCount } from "@/domain/format/number";
import type { ReportContent, ReportRound } from "@/domain/reports/report-content";
import { ARMS, nameCoefficient, sayCost, sayCounts, sayLeft } from "@/domain/reports/report-document";
import { Card, CardHeader } from "../ui/card";
import { EstimateText } from "../ui/number/estimate-text";
import { TextTable } from "./text-table";

function RoundPart({ round }: { round: ReportRound }) {
  const { name, kind, rate, verdict, because, rule, ruleVersion, readers, agreement, readTwice, cautions } = round;
  const read = { person: "read by people", simulated: "read by simulations", imported: "read elsewhere" }[kind];
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-medium">
        “{name}”, {read}
      </h3>
      <p className="text-sm">
        <EstimateText estimate={rate} scale="share" />; {verdict ?? "no verdict"}. {because}
      </p>
      <p className="text-xs text-muted">
        Rule, version {ruleVersion}: {rule}
      </p>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextTable
          caption="Readers"
          head={["Reader", "Readings", "Time"]}
          rows={readers.map(({ reader, readings, seconds }) => ({
            key: reader,
            cells: [reader, formatCount(readings), kind === "person" ? formatDuration(seconds) : "no person’s time"],
          }))}
        />
        <table className="w-full text-sm">
          <caption className="pb-1 text-left text-xs text-muted">
            Agreement before anything was settled; {formatCount(readTwice)} read by two or more
          </caption>
          <tbody>
            {agreement.map((each) => (
              <tr key={each.definition} className="border-b border-line last:border-0">
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  {nameCoefficient(each.definition)}
                </th>
                <td className="py-1 tabular-nums">
                  <EstimateText estimate={each} scale="number" hideSample />
                  {each.state === "undefined" ? <span className="text-xs text-muted">: {each.reason}</span> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {cautions.map((caution) => (
        <p key={caution} className="text-xs text-muted">
          {caution}
        </p>
      ))}
    </section>
  );
}

export function RoundsSection({ rounds }: Pick<ReportContent, "rounds">) {
  if (rounds.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Rounds of reading" remark="readers are R1 to Rn in the whole report, in no order of names" />
      <div className="grid gap-5">
        {rounds.map((round) => (
          <RoundPart key={round.id} round={round} />
        ))}
      </div>
    </Card>
  );
}

export function FlowSection({ flow }: Pick<ReportContent, "flow">) {
  if (flow.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Flow of notes and exclusions" />
      <TextTable
        caption="From the version of notes to what was compared"
        head={["Arm", "Step", "There", "Left out here"]}
        rows={flow.map((box) => ({ key: box.key, cells: [ARMS[box.arm], box.title, sayCounts(box), sayLeft(box)] }))}
      />
    </Card>
  );
}

export function CostSection({ content }: { content: ReportContent }) {
  return (
    <Card className="text-sm">
      <CardHeader title="Cost" />
      <ul className="grid gap-0.5">
        {sayCost(content).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Card>
  );
}

export function MethodsSection({ methods, settings }: Pick<ReportContent, "methods" | "settings">) {
  return (
    <Card className="text-sm">
      <CardHeader title="Methods" remark="written from the definitions of what was measured" />
      <div className="grid max-w-[92ch] gap-3">
        {methods.map(({ title, sentences }) => (
          <section key={title}>
            <h3 className="font-medium">{title}</h3>
            {sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </section>
        ))}
      </div>
      {settings.length > 0 ? (
        <div className="mt-4">
          <TextTable
            caption="Settings"
            head={["Setting", "Value"]}
            rows={settings.map(({ name, value }) => ({ key: name, cells: [name, value] }))}
          />
        </div>
      ) : null}
    </Card>
  );
}

export function RestsOnSection({ restsOn }: Pick<ReportContent, "restsOn">) {
  return (
    <Card>
      <CardHeader title="What it rests on" remark="digests are SHA-256" />
      <TextTable
        caption="Everything the answer was made of"
        head={["What", "Name", "Facts", "Digest"]}
        mono={3}
        rows={restsOn.map(({ kind, id, title, detail, digest }) => ({
          key: `${kind} ${id}`,
          cells: [kind, title, detail, digest ?? "none stored"],
        }))}
      />
    </Card>
  );
}
