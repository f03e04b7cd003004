"use client";

import { Waypoints } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { type LineageSubject, lineagePath } from "@/domain/lineage/lineage-subject";
import { useKeys } from "../layout/keys";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { classNames } from "../ui/class-names";

type ComesFromProps = {
  subject: LineageSubject;
  /** What it is, for whoever hears the link alone: "the rate before". */
  what: string;
  /** Words beside the sign; where they are left out the sign stands alone. */
  children?: ReactNode;
  className?: string;
};

/** Leads from a figure to everything that it rests on, and from a label to everything that came of it. */
export function ComesFrom({ subject, what, children, className }: ComesFromProps) {
  const { project } = useProject();
  const says = `Where ${what} comes from`;
  return (
    <Link
      href={pageAddress(project.slug, lineagePath(subject))}
      aria-label={children ? undefined : says}
      title={says}
      className={classNames(
        "inline-flex items-center gap-1 whitespace-nowrap rounded align-middle print:hidden",
        children ? "text-accent underline underline-offset-2" : "text-muted hover:text-accent",
        className,
      )}
    >
      <Waypoints aria-hidden className="size-3.5 shrink-0" />
      {children}
    </Link>
  );
}

/** Binds ⇧L on a page that is about one thing. */
export function ComesFromKey({ subject, group }: { subject: LineageSubject; group: string }) {
  const { project } = useProject();
  const router = useRouter();
  useKeys(group, [
    {
      keys: "L",
      label: "Where this comes from",
      run: () => router.push(pageAddress(project.slug, lineagePath(subject))),
    },
  ]);
  return null;
}
