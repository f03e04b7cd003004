"use client";

import type { ReactNode } from "react";
import { STRENGTHS, type Verdict } from "@/domain/assessments/mark";
import { Button } from "../ui/button";
import { BarFrame } from "./bar-frame";
import { keepFocus } from "./keep-focus";
import type { PanelControl } from "./panel-state";
import { type Choice, type Side, whatChoiceLacks } from "./preference-commands";
import { Stands } from "./stands";

const SIDES: readonly { side: Side; label: string; key: string }[] = [
  { side: "first", label: "A is better", key: "A" },
  { side: "tie", label: "Equal", key: "T" },
  { side: "second", label: "B is better", key: "B" },
];
const PRESSED = "aria-pressed:border-ink aria-pressed:bg-accent-soft aria-pressed:font-medium";

type PreferenceBarProps = {
  choice: Choice;
  verdict: Verdict | null;
  onChange: (next: Partial<Choice>) => void;
  onNext: () => void;
  panels: PanelControl;
  children: ReactNode;
};

export function PreferenceBar({ choice, verdict, onChange, onNext, panels, children }: PreferenceBarProps) {
  const lacks = whatChoiceLacks(choice);
  return (
    <BarFrame>
      <fieldset aria-label="Which note is better" className="flex flex-wrap gap-2">
        {SIDES.map(({ side, label, key }) => (
          <Button
            key={side}
            aria-pressed={choice.side === side}
            onMouseDown={keepFocus}
            onClick={() => onChange({ side })}
            className={PRESSED}
            hint={key}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <fieldset aria-label="How much better" className="flex flex-wrap gap-2">
        {STRENGTHS.map((strength, index) => (
          <Button
            key={strength}
            aria-pressed={choice.strength === strength}
            disabled={choice.side === null || choice.side === "tie"}
            onMouseDown={keepFocus}
            onClick={() => onChange({ strength })}
            className={PRESSED}
            hint={index + 1}
          >
            {strength}
          </Button>
        ))}
      </fieldset>
      <div className="flex min-w-60 flex-1 items-end gap-2">{children}</div>
      <div className="ml-auto flex items-center gap-2">
        <Stands verdict={verdict} />
        <Button onClick={() => panels.open("cannot-judge")} hint="X">
          Cannot judge…
        </Button>
        <Button
          variant="primary"
          disabled={lacks !== null}
          title={lacks ?? undefined}
          onMouseDown={keepFocus}
          onClick={onNext}
          hint="↵"
        >
          Save, next
        </Button>
      </div>
    </BarFrame>
  );
}
