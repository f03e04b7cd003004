"use client";

import type { RouterOutputs } from "../../layout/trpc";
import { ROLE_WORDS } from "../../people/role-words";
import { Badge } from "../../ui/badge";
import { Checkbox } from "../../ui/checkbox";
import { Input } from "../../ui/input";
import type { DraftReader } from "./campaign-draft";

type People = RouterOutputs["campaigns"]["possibleReaders"];
type PeopleChoiceProps = { people: People; chosen: readonly DraftReader[]; onChange: (chosen: DraftReader[]) => void };

/** People who may review. Whoever may read the project could look up whose notes these are, and it says so. */
export function PeopleChoice({ people, chosen, onChange }: PeopleChoiceProps) {
  const free = people.filter(({ reads }) => !reads);
  if (free.length === 0) {
    return <p className="text-muted">Nobody else of this project may review. Invite readers on the page People.</p>;
  }
  const toggle = (userId: string, checked: boolean) =>
    onChange(checked ? [...chosen, { userId, hoursPerWeek: null }] : chosen.filter((each) => each.userId !== userId));
  const setHours = (userId: string, typed: string) => {
    const hours = Number(typed.replace(",", "."));
    const hoursPerWeek = typed.trim() !== "" && hours > 0 && hours <= 168 ? hours : null;
    onChange(chosen.map((each) => (each.userId === userId ? { ...each, hoursPerWeek } : each)));
  };
  return (
    <ul className="grid gap-1">
      {free.map(({ userId, name, role, couldLookUp }) => {
        const reader = chosen.find((each) => each.userId === userId);
        return (
          <li key={userId} className="flex min-h-8 flex-wrap items-center gap-2">
            <Checkbox
              id={`reader-${userId}`}
              checked={reader !== undefined}
              onCheckedChange={(checked) => toggle(userId, checked)}
            />
            <label htmlFor={`reader-${userId}`}>{name}</label>
            <span className="text-xs text-muted">{ROLE_WORDS[role].title}</span>
            {couldLookUp ? (
              <Badge tone="undecided" title="This role may read runs and models, so nobody can call it blind.">
                could look up the models
              </Badge>
            ) : null}
            {reader ? (
              <span className="ml-auto flex items-center gap-2 text-muted">
                <label htmlFor={`hours-${userId}`}>hours a week</label>
                <Input
                  id={`hours-${userId}`}
                  inputMode="decimal"
                  defaultValue={reader.hoursPerWeek ?? ""}
                  placeholder="–"
                  className="w-16 text-right"
                  onChange={({ target }) => setHours(userId, target.value)}
                />
              </span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
