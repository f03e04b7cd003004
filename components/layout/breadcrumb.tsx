"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";
import { PAGES, pageAddress } from "./pages";
import { useProject } from "./project-context";

let named: { path: string; name: string } | null = null;
const readers = new Set<() => void>();

/** A page below a list tells its own name: `useCrumb(run.name)`. */
export function useCrumb(name: string | undefined): void {
  const path = usePathname();
  useEffect(() => {
    if (!name) return;
    named = { path, name };
    for (const tell of readers) tell();
    return () => {
      named = null;
      for (const tell of readers) tell();
    };
  }, [name, path]);
}

function useNamedPage(path: string): string | null {
  const name = useSyncExternalStore(
    (reader) => {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    () => named,
    () => null,
  );
  return name?.path === path ? name.name : null;
}

export function Breadcrumb() {
  const { project } = useProject();
  const path = usePathname();
  const own = useNamedPage(path);
  const home = pageAddress(project.slug, "");
  const page = PAGES.find((candidate) => (candidate.path ? path.startsWith(home + candidate.path) : path === home));
  const crumbs = [
    { href: home, label: project.name },
    ...(page ? [{ href: home + page.path, label: page.title }] : []),
    ...(own ? [{ href: path, label: own }] : []),
  ];
  return (
    <ol aria-label="Where you are" className="flex min-w-0 items-center gap-1.5 text-muted">
      {crumbs.map((crumb, index) => {
        const last = index === crumbs.length - 1;
        return (
          <li key={crumb.href + crumb.label} className="flex min-w-0 items-center gap-1.5">
            {index > 0 ? <span aria-hidden>/</span> : null}
            {last ? (
              <span aria-current="page" className="truncate font-medium text-ink">
                {crumb.label}
              </span>
            ) : (
              <Link href={crumb.href} className="truncate hover:text-ink">
                {crumb.label}
              </Link>
            )}
          </li>
        );
      })}
    </ol>
  );
}
