import { EmptyState } from "../ui/empty-state";

export function NoProject({ email }: { email: string }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState title="You are in no project yet">
        <p>
          Everything in Assay belongs to a project. Ask an admin of one for an invitation link and open it while you are
          signed in as {email}.
        </p>
      </EmptyState>
    </main>
  );
}
