"use client";

import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { Menu, MenuItem } from "../ui/menu";

const FORMATS = [
  { format: "jsonl", label: "JSON lines, as they were hashed" },
  { format: "csv", label: "CSV" },
] as const;

/** The version as a file, which can be imported again. */
export function ExportMenu({ version }: { version: string }) {
  const { project } = useProject();
  const address = (format: string) => {
    const query = new URLSearchParams({ project: project.slug, format });
    return `/api/datasets/${version}/export?${query}`;
  };
  return (
    <Menu trigger={(trigger) => <Button {...trigger}>Export</Button>}>
      {FORMATS.map(({ format, label }) => (
        <MenuItem key={format} onSelect={() => window.location.assign(address(format))}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
