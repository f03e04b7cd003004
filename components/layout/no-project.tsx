import { EmptyState } from "../ui/empty-state";

export function NoProject({ email }: { email: string }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState title="You are in no project yet">
        <p>
          Everything in Assay belongs to a project. An admin adds you to one by your address, {email}; then this page
          opens it.
        </p>
      </EmptyState>
    </main>
  );
}
