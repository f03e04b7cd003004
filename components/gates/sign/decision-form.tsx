"use client";

import { type FormEvent, useState } from "react";
import { GATE_VERDICTS, type GateVerdict } from "@/domain/gates/gate-rule";
import { Labelled } from "../../campaigns/form/labelled";
import { Button } from "../../ui/button";
import { Textarea } from "../../ui/textarea";
import { VerdictMark } from "../verdict-mark";

export type Decision = { decision: GateVerdict; reason: string | null };

type DecisionFormProps = { verdict: GateVerdict; decided: Decision; onDecide: (decided: Decision) => void };

/** What the rule says is decided unless somebody says otherwise, with the reason. */
export function DecisionForm({ verdict, decided, onDecide }: DecisionFormProps) {
  const [chosen, setChosen] = useState(decided.decision);
  const [reason, setReason] = useState(decided.reason ?? "");
  const choose = (next: GateVerdict) => {
    setChosen(next);
    if (next === verdict) onDecide({ decision: next, reason: null });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDecide({ decision: chosen, reason: reason.trim() });
  };
  const told = chosen === decided.decision && reason.trim() === (decided.reason ?? "");
  return (
    <form method="post" onSubmit={submit} className="grid gap-3">
      <fieldset className="flex flex-wrap items-center gap-4">
        <legend className="mb-1 font-medium">Decision</legend>
        {GATE_VERDICTS.map((each) => (
          <label key={each} htmlFor={`decision-${each}`} className="inline-flex items-center gap-2">
            <input
              type="radio"
              id={`decision-${each}`}
              name="decision"
              checked={chosen === each}
              onChange={() => choose(each)}
            />
            <VerdictMark verdict={each} />
            {each === verdict ? <span className="text-muted">what the rule says</span> : null}
          </label>
        ))}
      </fieldset>
      {chosen === verdict ? null : (
        <>
          <Labelled
            id="override-reason"
            label="Why you decide otherwise than the rule"
            about="Stands in the statement and stays with the signature."
          >
            <Textarea
              id="override-reason"
              rows={3}
              required
              value={reason}
              maxLength={4_000}
              aria-describedby="override-reason-about"
              onChange={({ target }) => setReason(target.value)}
            />
          </Labelled>
          <Button type="submit" disabled={told || reason.trim() === ""} className="justify-self-start">
            {told ? "The statement says so" : "Write it into the statement"}
          </Button>
        </>
      )}
    </form>
  );
}
