"use client";

import { CircleAlert, CircleCheck, CircleX, type LucideIcon } from "lucide-react";
import { formatBytes } from "@/domain/format/bytes";
import { formatDuration } from "@/domain/format/duration";
import { formatNumber } from "@/domain/format/number";
import type { RouterOutputs } from "../layout/trpc";
import { classNames } from "../ui/class-names";
import { SkeletonLines } from "../ui/skeleton";

export type CheckAnswer = RouterOutputs["runs"]["check"];
type Check = CheckAnswer["checks"][number];

const LOOKS: Record<Check["state"], { icon: LucideIcon; ink: string; word: string; rank: number }> = {
  block: { icon: CircleX, ink: "text-bad", word: "blocks", rank: 0 },
  warn: { icon: CircleAlert, ink: "text-undecided", word: "look at this", rank: 1 },
  pass: { icon: CircleCheck, ink: "text-good", word: "fine", rank: 2 },
};

/** The field names of checks are those of the config or of an input. */
export function fieldId(field: string): string {
  const name = field.replace(/^(config|inputs)\./, "");
  return document.getElementById(`config-${name}`) ? `config-${name}` : `input-${name}`;
}

function formatEstimateOf(key: string, value: unknown): string {
  if (typeof value !== "number") return value === null ? "unknown" : String(value);
  if (key.endsWith("Bytes")) return formatBytes(value);
  return key.endsWith("Seconds") ? formatDuration(value) : formatNumber(value);
}

function titleOf(key: string): string {
  const words = key
    .replace(/(Bytes|Seconds)$/, "")
    .replace(/([A-Z])/g, " $1")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type LaunchChecksProps = { answer: CheckAnswer | undefined; checking: boolean; waitsFor: string };

/** Everything that was looked at before a device is taken, what blocks first, each with its fix. */
export function LaunchChecks({ answer, checking, waitsFor }: LaunchChecksProps) {
  if (!answer) {
    return checking ? (
      <SkeletonLines lines={4} label="Checking" />
    ) : (
      <p className="text-muted">Data, memory, disk and overlaps are looked at once the form is complete.</p>
    );
  }
  const checks = [...answer.checks].sort((a, b) => LOOKS[a.state].rank - LOOKS[b.state].rank);
  const estimates = Object.entries(answer.estimates);
  return (
    <div aria-busy={checking} className={classNames(checking && "opacity-60")}>
      <ul className="grid gap-2.5">
        {checks.map((check) => (
          <CheckLine key={`${check.id} ${check.title} ${check.detail}`} check={check} />
        ))}
      </ul>
      <dl className="mt-4 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t border-line pt-3 text-xs">
        {estimates.map(([key, value]) => (
          <div key={key} className="contents">
            <dt className="text-muted">{titleOf(key)}</dt>
            <dd className="text-right">{formatEstimateOf(key, value)}</dd>
          </div>
        ))}
        <dt className="text-muted">In line before it</dt>
        <dd className="text-right">{waitsFor}</dd>
      </dl>
    </div>
  );
}

function CheckLine({ check }: { check: Check }) {
  const { icon: Icon, ink, word } = LOOKS[check.state];
  const { field } = check;
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", ink)} />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p>
          <b className="font-medium">{check.title}</b> <span className={classNames("text-xs", ink)}>{word}</span>
        </p>
        <p className="text-xs text-muted">{check.detail}</p>
        {check.remedy ? (
          <p className="text-xs">
            {check.remedy}{" "}
            {field ? (
              <button
                type="button"
                className="text-accent underline underline-offset-2"
                onClick={() => document.getElementById(fieldId(field))?.focus()}
              >
                Go to the field
              </button>
            ) : null}
          </p>
        ) : null}
      </div>
    </li>
  );
}
