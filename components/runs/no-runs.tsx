import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";

export function NoRuns({ filter, onClear }: { filter: string; onClear: () => void }) {
  const { project } = useProject();
  const mayWrite = useMayDo("runs.write");
  if (filter) {
    return (
      <EmptyState title="No run matches this filter" action={<Button onClick={onClear}>Clear the filter</Button>}>
        <p>
          Archived runs stay out unless the filter says <code>archived</code>.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No run yet"
      action={
        mayWrite ? (
          <ButtonLink href={pageAddress(project.slug, "/launch")} variant="primary">
            Launch the first run
          </ButtonLink>
        ) : null
      }
    >
      <p>A run is one execution of a stage: a training, a generation, an evaluation. They appear here as they start.</p>
    </EmptyState>
  );
}
