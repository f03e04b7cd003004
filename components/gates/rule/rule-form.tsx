"use client";

import { type FormEvent, useState } from "react";
import type { GateRule } from "@/domain/gates/gate-rule";
import { refuseRule } from "@/domain/gates/refuse-rule";
import { FailureNote } from "../../campaigns/failure-note";
import { Labelled } from "../../campaigns/form/labelled";
import type { Campaign } from "../../campaigns/use-campaign";
import { useProject } from "../../layout/project-context";
import { Button } from "../../ui/button";
import { Textarea } from "../../ui/textarea";
import { type StoredRule, useGateWrites } from "../use-gate";
import { RuleFields } from "./rule-fields";
import { RuleGuards } from "./rule-guards";

type RuleFormProps = { campaign: Campaign; stored: StoredRule; begun: boolean; seen: boolean };

/** A new version of the rule; what does not fit the protocol is said before it is sent. */
export function RuleForm({ campaign, stored, begun, seen }: RuleFormProps) {
  const { project } = useProject();
  const { setRule } = useGateWrites();
  const [rule, setChanged] = useState<GateRule>(stored.rule);
  const [reason, setReason] = useState("");
  const problems = refuseRule(rule, campaign.protocol);
  const same = stored.version > 0 && JSON.stringify(rule) === JSON.stringify(stored.rule);
  const change = (part: Partial<GateRule>) => setChanged({ ...rule, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRule.mutate({
      ...{ project: project.slug, campaign: campaign.id, rule, after: stored.version },
      reason: reason.trim() || null,
    });
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-4 text-sm">
      {seen ? (
        <p className="border-undecided border-l-2 pl-3">
          The result of this round can be seen. A rule that is changed now was chosen knowing it, and the gate says so.
        </p>
      ) : null}
      <RuleFields rule={rule} arms={campaign.frame.arms} onChange={change} />
      <RuleGuards guards={rule.guards} onChange={(guards) => change({ guards })} />
      {problems.length > 0 ? (
        <ul role="status" className="list-disc pl-4 text-bad">
          {problems.map(({ where, what, remedy }) => (
            <li key={where + what}>
              {what} {remedy}
            </li>
          ))}
        </ul>
      ) : null}
      <Labelled
        id="rule-reason"
        label={begun ? "Why it changes now" : "Why, if you like"}
        about="Stays beside the version."
      >
        <Textarea
          id="rule-reason"
          rows={2}
          required={begun}
          value={reason}
          maxLength={4_000}
          aria-describedby="rule-reason-about"
          onChange={({ target }) => setReason(target.value)}
        />
      </Labelled>
      <FailureNote error={setRule.error} />
      <Button
        type="submit"
        variant="primary"
        className="justify-self-start"
        disabled={same || problems.length > 0 || setRule.isPending}
      >
        {same ? "Nothing was changed" : setRule.isPending ? "Storing…" : `Store version ${stored.version + 1}`}
      </Button>
    </form>
  );
}
