import { pageAddress } from "../layout/pages";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";

/** Takes the place of a run that somebody deleted while it was looked at. */
export function DeletedRun({ project, name }: { project: string; name: string }) {
  return (
    <EmptyState
      title={`“${name}” was deleted`}
      action={<ButtonLink href={pageAddress(project, "/runs")}>All runs</ButtonLink>}
    >
      Somebody deleted this run while it was open here. Its curves, logs and texts are gone; runs that stood on it were
      named to whoever did.
    </EmptyState>
  );
}
