"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import type { ReferenceLink, ReferenceSection } from "@/domain/api/reference";
import { classNames } from "../ui/class-names";
import { Input } from "../ui/input";

const ROOT = "/api-reference";

function holds({ summary, path, method }: ReferenceLink, words: readonly string[]): boolean {
  const text = `${method} ${path} ${summary}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function Operations({ section, links }: { section: ReferenceSection; links: readonly ReferenceLink[] }) {
  return (
    <ul className="mb-2 ml-2 border-l border-line">
      {links.map(({ id, summary }) => (
        <li key={id}>
          <Link href={`${ROOT}/${section.slug}#${id}`} className="block py-0.5 pl-3 text-xs text-muted hover:text-ink">
            {summary}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Chapters, the open one with its operations; while something is typed, every operation that holds it. */
export function ReferenceNav({ sections }: { sections: readonly ReferenceSection[] }) {
  const path = usePathname();
  const [typed, setTyped] = useState("");
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = sections.map((section) => ({
    section,
    links: section.links.filter((link) => holds(link, words)),
    open: words.length > 0 || path === `${ROOT}/${section.slug}`,
  }));
  const shown = found.filter(({ links }) => words.length === 0 || links.length > 0);
  return (
    <nav aria-label="API reference" className="grid content-start gap-1 text-sm">
      <Input
        type="search"
        aria-label="Find an operation"
        placeholder="Find an operation"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="mb-2"
      />
      <Link
        href={ROOT}
        aria-current={path === ROOT ? "page" : undefined}
        className={classNames("rounded px-2 py-1", path === ROOT ? "bg-sunken font-medium" : "hover:bg-sunken")}
      >
        First steps
      </Link>
      {shown.map(({ section, links, open }) => {
        const here = path === `${ROOT}/${section.slug}`;
        return (
          <div key={section.slug}>
            <Link
              href={`${ROOT}/${section.slug}`}
              aria-current={here ? "page" : undefined}
              className={classNames("block rounded px-2 py-1", here ? "bg-sunken font-medium" : "hover:bg-sunken")}
            >
              {section.title}
            </Link>
            {open ? <Operations section={section} links={links} /> : null}
          </div>
        );
      })}
      <p role="status" className="px-2 text-xs text-muted">
        {words.length > 0 && shown.length === 0 ? `No operation holds “${typed.trim()}”.` : ""}
      </p>
    </nav>
  );
}
