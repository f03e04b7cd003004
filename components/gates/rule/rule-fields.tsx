import type { ReactNode } from "react";
import type { GateRule } from "@/domain/gates/gate-rule";
import { READINGS_WORDS } from "@/domain/gates/rule-words";
import { CheckField } from "../../campaigns/form/check-field";
import { Labelled } from "../../campaigns/form/labelled";
import { NumberField } from "../../campaigns/form/number-field";
import { Select } from "../../ui/select";

type RuleFieldsProps = { rule: GateRule; arms: readonly string[]; onChange: (part: Partial<GateRule>) => void };

type ChoiceProps<Value extends string> = {
  id: string;
  label: string;
  about?: ReactNode;
  value: Value;
  words: Readonly<Record<Value, string>>;
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ id, label, about, value, words, onChange }: ChoiceProps<Value>) {
  const values = Object.keys(words).filter((each): each is Value => each in words);
  return (
    <Labelled id={id} label={label} about={about}>
      <Select
        id={id}
        value={value}
        options={values.map((each) => ({ value: each, label: words[each] }))}
        onChange={(chosen) => {
          const found = values.find((each) => each === chosen);
          if (found !== undefined) onChange(found);
        }}
      />
    </Labelled>
  );
}

const EVERY_ARM = "every arm";

export function RuleFields({ rule, arms, onChange }: RuleFieldsProps) {
  const { sprt } = rule;
  const rates = { percent: true, min: 0.001, max: 0.999 };
  const errors = { percent: true, min: 0.001, max: 0.499 };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <NumberField
        id="rule-threshold"
        label="Threshold"
        about="Below it passes, above it fails."
        value={rule.threshold}
        onChange={(threshold) => threshold !== null && onChange({ threshold })}
        {...rates}
      />
      <NumberField
        id="rule-alpha"
        label="Error of each one-sided test"
        about="The interval beside it leaves out twice as much."
        value={rule.alpha}
        onChange={(alpha) => alpha !== null && onChange({ alpha })}
        {...errors}
      />
      <Choice
        id="rule-unit"
        label="It counts"
        value={rule.unit}
        words={{ note: "notes", sentence: "sentences" }}
        onChange={(unit) => onChange({ unit })}
      />
      <Choice
        id="rule-severity"
        label="Errors that count"
        value={rule.severity}
        words={{ any: "every error", major: "major errors only" }}
        onChange={(severity) => onChange({ severity })}
      />
      <Choice
        id="rule-readings"
        label="A case counts where"
        about="Until it is settled."
        value={rule.readings}
        words={READINGS_WORDS}
        onChange={(readings) => onChange({ readings })}
      />
      <Choice
        id="rule-looks"
        label="Looked at"
        about="Looking early without a sequential test finds what is not there."
        value={rule.looks}
        words={{ once: "once, when the round is closed", sprt: "after every case, by Wald’s sequential test" }}
        onChange={(looks) => onChange({ looks })}
      />
      {arms.length > 1 ? (
        <Labelled id="rule-arm" label="Notes of">
          <Select
            id="rule-arm"
            value={rule.arm ?? EVERY_ARM}
            options={[EVERY_ARM, ...arms].map((each) => ({ value: each, label: each }))}
            onChange={(arm) => onChange({ arm: arm === EVERY_ARM ? null : arm })}
          />
        </Labelled>
      ) : null}
      {rule.looks === "sprt" ? (
        <>
          <NumberField
            id="rule-sprt-low"
            label="Passes if the rate is"
            value={sprt.low}
            onChange={(low) => low !== null && onChange({ sprt: { ...sprt, low } })}
            {...rates}
          />
          <NumberField
            id="rule-sprt-high"
            label="Fails if the rate is"
            value={sprt.high}
            onChange={(high) => high !== null && onChange({ sprt: { ...sprt, high } })}
            {...rates}
          />
          <NumberField
            id="rule-sprt-beta"
            label="Chance to miss a rate that fails"
            value={sprt.beta}
            onChange={(beta) => beta !== null && onChange({ sprt: { ...sprt, beta } })}
            {...errors}
          />
        </>
      ) : null}
      <CheckField
        id="rule-correction"
        label="Correct for readers’ mistakes"
        about="By sensitivity and specificity on planted controls (Rogan and Gladen 1978)."
        checked={rule.correction === "planted-controls"}
        onChange={(on) => onChange({ correction: on ? "planted-controls" : "none" })}
      />
    </div>
  );
}
