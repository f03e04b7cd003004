"use client";

import type { Protocol } from "@/domain/campaigns/protocol";
import { CheckField } from "./check-field";
import { NumberField } from "./number-field";

type PracticeFieldsProps = { practice: Protocol["practice"]; onChange: (practice: Protocol["practice"]) => void };

export function PracticeFields({ practice, onChange }: PracticeFieldsProps) {
  return (
    <div className="grid gap-3">
      <CheckField
        id="practice"
        label="Readers practise first, on settled cases with feedback"
        about="The settled cases are chosen after the campaign was made, before it opens."
        checked={practice !== null}
        onChange={(checked) => onChange(checked ? { cases: 5, passMark: 0.8 } : null)}
      />
      {practice ? (
        <div className="grid max-w-md gap-3 sm:grid-cols-2">
          <NumberField
            id="practice-cases"
            label="Practice cases"
            value={practice.cases}
            min={1}
            max={20}
            whole
            onChange={(cases) => onChange({ ...practice, cases: cases ?? practice.cases })}
          />
          <NumberField
            id="practice-mark"
            label="Share to get right"
            value={practice.passMark}
            min={0}
            max={1}
            percent
            onChange={(passMark) => onChange({ ...practice, passMark: passMark ?? practice.passMark })}
          />
        </div>
      ) : null}
    </div>
  );
}
