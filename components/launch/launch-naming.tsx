"use client";

import { Input } from "../ui/input";
import type { LaunchDraft } from "./launch-draft";

type LaunchNamingProps = {
  draft: LaunchDraft;
  seedProblem: string | undefined;
  onChange: (field: string, next: Partial<LaunchDraft>) => void;
};

export function LaunchNaming({ draft, seedProblem, onChange }: LaunchNamingProps) {
  return (
    <div className="grid gap-4 border-t border-line py-4 text-sm sm:grid-cols-[1fr_180px]">
      <div className="grid content-start gap-1">
        <label htmlFor="launch-name">Name</label>
        <Input
          id="launch-name"
          value={draft.name}
          maxLength={120}
          placeholder="Named after its stage and inputs"
          onChange={(event) => onChange("name", { name: event.target.value })}
        />
      </div>
      <div className="grid content-start gap-1">
        <label htmlFor="launch-seed">Seed</label>
        <Input
          id="launch-seed"
          value={draft.seed}
          inputMode="numeric"
          placeholder="drawn; or 1, 2, 3"
          aria-invalid={seedProblem !== undefined}
          aria-describedby={seedProblem ? "launch-seed-problem" : undefined}
          onChange={(event) => onChange("seed", { seed: event.target.value })}
        />
        {seedProblem ? (
          <p id="launch-seed-problem" role="alert" className="text-xs text-bad">
            {seedProblem}
          </p>
        ) : null}
      </div>
    </div>
  );
}
