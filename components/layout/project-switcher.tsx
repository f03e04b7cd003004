"use client";

import { ChevronsUpDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { classNames } from "../ui/class-names";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "../ui/menu";
import { pageAddress } from "./pages";
import { useProject } from "./project-context";

export function ProjectSwitcher({ folded }: { folded: boolean }) {
  const { project, projects } = useProject();
  const router = useRouter();
  return (
    <Menu
      align="start"
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={`Project: ${project.name}. Switch`}
          className="mb-2.5 flex items-center gap-2 rounded-md border border-line bg-surface px-2.5 py-1.5 text-left text-sm font-medium hover:border-line-strong"
        >
          <span className={classNames("min-w-0 flex-1 truncate", folded ? "hidden" : "hidden xl:inline")}>
            {project.name}
          </span>
          <span aria-hidden className={classNames("text-xs", !folded && "xl:hidden")}>
            {project.name.slice(0, 2)}
          </span>
          <ChevronsUpDown
            aria-hidden
            className={classNames("size-3.5 text-muted", folded ? "hidden" : "hidden xl:inline")}
          />
        </button>
      )}
    >
      <MenuChoice
        label="Project"
        value={project.slug}
        options={projects.map(({ slug, name }) => ({ value: slug, label: name }))}
        onChange={(slug) => router.push(pageAddress(slug, ""))}
      />
      {projects.some(({ role }) => role === "admin") ? (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => router.push("/new-project")}>New project …</MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
