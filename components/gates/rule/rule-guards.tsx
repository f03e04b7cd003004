import type { GateRule } from "@/domain/gates/gate-rule";
import { NumberField } from "../../campaigns/form/number-field";

type Guards = GateRule["guards"];

/** What a passing rate must not be bought with; an empty field is no guard. */
export function RuleGuards({ guards, onChange }: { guards: Guards; onChange: (guards: Guards) => void }) {
  return (
    <fieldset className="grid gap-4 sm:grid-cols-3">
      <legend className="mb-2 font-medium">Guards, empty for none</legend>
      <NumberField
        id="guard-major"
        label="Notes with a major error, at most"
        value={guards.majorRate?.atMost ?? null}
        min={0}
        max={1}
        percent
        optional
        onChange={(atMost) => onChange({ ...guards, majorRate: atMost === null ? null : { atMost } })}
      />
      <NumberField
        id="guard-omissions"
        label="Omissions a note, at most"
        value={guards.omissionsPerNote?.atMost ?? null}
        min={0}
        max={1_000}
        optional
        onChange={(atMost) => onChange({ ...guards, omissionsPerNote: atMost === null ? null : { atMost } })}
      />
      <NumberField
        id="guard-length"
        label="Length against the reference, at least"
        value={guards.lengthRatio?.atLeast ?? null}
        min={0}
        max={10}
        percent
        optional
        onChange={(atLeast) => onChange({ ...guards, lengthRatio: atLeast === null ? null : { atLeast } })}
      />
    </fieldset>
  );
}
