"use client";

import type { ReactNode } from "react";
import { LiveProvider } from "../live/live-provider";
import { KeysProvider } from "./keys";
import { type Person, type ProjectMembership, ProjectProvider } from "./project-context";
import { Rail } from "./rail";
import { ShellKeys } from "./shell-keys";
import { TopBar } from "./top-bar";

type ShellProps = { project: ProjectMembership; projects: ProjectMembership[]; person: Person; children: ReactNode };

export function Shell({ project, projects, person, children }: ShellProps) {
  return (
    <ProjectProvider value={{ project, projects, person }}>
      <KeysProvider>
        <LiveProvider project={project.slug}>
          <ShellKeys>
            <div className="flex h-dvh overflow-hidden">
              <a
                href="#content"
                className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-surface focus:p-2"
              >
                Skip to the page
              </a>
              <Rail />
              <div className="flex min-w-0 flex-1 flex-col">
                <TopBar />
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
