"use client";

import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";

/** An empty project: what it is for, and the one command that shows the whole loop. */
export function FirstSteps() {
  const { project } = useProject();
  const mayWrite = useMayDo("runs.write");
  return (
    <EmptyState
      title={`${project.name} is empty`}
      action={
        mayWrite ? (
          <ButtonLink href={pageAddress(project.slug, "/launch")} variant="primary">
            Launch the first run
          </ButtonLink>
        ) : null
      }
    >
      <p>
        Here stand the latest verdict, what runs now, and what broke. To see the whole loop once, with a small model and
        sample notes, on this machine:
      </p>
      <pre className="mx-auto mt-3 w-fit rounded-md border border-line bg-raised px-4 py-2 text-left text-ink select-all">
        npm run demo
      </pre>
    </EmptyState>
  );
}
