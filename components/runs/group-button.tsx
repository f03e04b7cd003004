"use client";

import { Group } from "lucide-react";
import { BY_SEEDS } from "@/domain/runs/run-groups";
import { Button } from "../ui/button";
import { Menu, MenuItem } from "../ui/menu";
import { fieldWords } from "./run-columns";

const USUAL = [BY_SEEDS, "stage", "state", "tag", "model", "data"];

type GroupButtonProps = { by: readonly string[]; onChange: (by: readonly string[]) => void };

export const groupWords = (id: string) => (id === BY_SEEDS ? "seeds" : fieldWords(id).toLowerCase());

/** Folds runs into groups; config paths are chosen from the head of their column. */
export function GroupButton({ by, onChange }: GroupButtonProps) {
  return (
    <Menu
      align="start"
      trigger={(trigger) => (
        <Button {...trigger} className="max-w-56">
          <Group aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">{by.length === 0 ? "Group" : `By ${by.map(groupWords).join(", ")}`}</span>
        </Button>
      )}
    >
      {by.length > 0 ? <MenuItem onSelect={() => onChange([])}>A row for each run</MenuItem> : null}
      {USUAL.filter((id) => !by.includes(id)).map((id) => (
        <MenuItem key={id} onSelect={() => onChange(id === BY_SEEDS || by.includes(BY_SEEDS) ? [id] : [...by, id])}>
          <span>
            {id === BY_SEEDS ? "Fold seeds" : `By ${groupWords(id)}`}
            {id === BY_SEEDS ? (
              <small className="block text-xs text-muted">Runs that differ in nothing else: mean, deviation, n.</small>
            ) : null}
          </span>
        </MenuItem>
      ))}
      <p className="max-w-60 px-2 py-1.5 text-xs text-muted">
        Any config: show its column, then “Group by” in its head.
      </p>
    </Menu>
  );
}
