import { EmptyState } from "@/components/ui/empty-state";

export default function RunNotFound() {
  return (
    <>
      <h1 className="sr-only">No such run</h1>
      <EmptyState title="There is no such run here">
        It may belong to another project, or the address may be cut short. The list of runs has all that you can open.
      </EmptyState>
    </>
  );
}
