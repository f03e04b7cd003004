"use client";

import { useId } from "react";
import { HOLDS } from "@/domain/datasets/dataset-types";
import { type Statement, takesApproval } from "@/domain/datasets/statement";
import { Input } from "../ui/input";
import { HOLDS_WORDS } from "./holds-badge";

const CHOICES = HOLDS.filter((holds) => holds !== "unstated");

type StatementFieldsProps = { statement: Statement; onChange: (statement: Statement) => void };

/** What the text is, under which approval it is here, and until when. */
export function StatementFields({ statement, onChange }: StatementFieldsProps) {
  const id = useId();
  const strict = statement.holds === "identifiable";
  return (
    <>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 font-medium">What it holds</legend>
        {CHOICES.map((holds) => (
          <label key={holds} className="flex gap-2">
            <input
              type="radio"
              name={`${id}-holds`}
              className="mt-1 self-start accent-accent"
              checked={statement.holds === holds}
              onChange={() => onChange({ ...statement, holds })}
            />
            <span>
              {HOLDS_WORDS[holds].word}
              <span className="block text-xs text-muted">{HOLDS_WORDS[holds].title}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {takesApproval(statement.holds) ? (
        <>
          <div className="grid gap-1">
            <label htmlFor={`${id}-approval`}>
              Approval {strict ? null : <span className="text-muted">(optional)</span>}
            </label>
            <Input
              id={`${id}-approval`}
              required={strict}
              maxLength={300}
              placeholder="Ethics vote, contract or protocol"
              value={statement.approval ?? ""}
              onChange={({ target }) => onChange({ ...statement, approval: target.value || null })}
            />
          </div>
          <div className="grid gap-1">
            <label htmlFor={`${id}-until`}>
              It holds until {strict ? null : <span className="text-muted">(optional)</span>}
            </label>
            <Input
              id={`${id}-until`}
              type="date"
              required={strict}
              value={statement.approvedUntil ?? ""}
              onChange={({ target }) => onChange({ ...statement, approvedUntil: target.value || null })}
            />
          </div>
        </>
      ) : null}
    </>
  );
}
