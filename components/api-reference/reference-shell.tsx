import { ArrowLeft, FileJson } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ReferenceSection } from "@/domain/api/reference";
import { ReferenceNav } from "./reference-nav";

type ReferenceShellProps = { sections: readonly ReferenceSection[]; children: ReactNode };

export function ReferenceShell({ sections, children }: ReferenceShellProps) {
  return (
    <div className="min-h-dvh">
      <header className="flex h-11.5 items-center gap-3 border-b border-line px-4 text-sm">
        <Link href="/" className="flex items-center gap-2 font-medium hover:text-accent">
          <ArrowLeft aria-hidden className="size-4" />
          Back to your project
        </Link>
        <span className="text-muted">API reference</span>
        <a
          href="/api/v1/openapi.json"
          download="assay-openapi.json"
          className="ml-auto flex items-center gap-1.5 text-muted hover:text-ink"
        >
          <FileJson aria-hidden className="size-4" />
          OpenAPI document
        </a>
      </header>
      <div className="mx-auto flex max-w-[90rem] items-start">
        <div className="sticky top-0 hidden max-h-dvh w-64 shrink-0 overflow-y-auto p-4 md:block">
          <ReferenceNav sections={sections} />
        </div>
        <main id="content" className="min-w-0 flex-1 p-6">
          {children}
        </main>
      </div>
    </div>
  );
}
