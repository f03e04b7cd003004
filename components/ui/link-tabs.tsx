import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type LinkTab = { href: string; label: string; count?: ReactNode; active: boolean };

/** Tabs are addresses: they can be opened beside, kept and sent. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line px-4">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.active ? "page" : undefined}
          className={classNames(
            "-mb-px whitespace-nowrap border-b-2 px-2.5 py-2 text-sm",
            tab.active ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink",
          )}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="ml-1.5 text-xs text-muted">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
