"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { LiveProvider } from "../live/live-provider";
import { KeysProvider } from "./keys";
import { type Person, type ProjectMembership, ProjectProvider } from "./project-context";
import { Rail } from "./rail";
import { ShellKeys } from "./shell-keys";
import { TopBar } from "./top-bar";

type ShellProps = { project: ProjectMembership; projects: ProjectMembership[]; person: Person; children: ReactNode };

/** Who reads a note has the whole window for it. */
const WITHOUT_FRAME = /^\/projects\/[^/]+\/review\/./;

export function Shell({ project, projects, person, children }: ShellProps) {
  const framed = !WITHOUT_FRAME.test(usePathname());
  return (
    <ProjectProvider value={{ project, projects, person }}>
      <KeysProvider>
        <LiveProvider project={project.slug}>
          <ShellKeys framed={framed}>
            <div className="flex h-dvh overflow-hidden print:block print:h-auto print:overflow-visible">
              <a
                href="#content"
                className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-surface focus:p-2"
              >
                Skip to the page
              </a>
              {framed ? (
                <div className="contents print:hidden">
                  <Rail />
                </div>
              ) : null}
              <div className="flex min-w-0 flex-1 flex-col">
                {framed ? (
                  <div className="contents print:hidden">
                    <TopBar />
                  </div>
                ) : null}
                <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col overflow-auto outline-none">
                  {children}
                </main>
              </div>
            </div>
          </ShellKeys>
        </LiveProvider>
      </KeysProvider>
    </ProjectProvider>
  );
}
