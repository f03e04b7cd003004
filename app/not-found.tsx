import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        title="This is not here"
        action={
          <Link href="/" className="text-accent underline underline-offset-2">
            Go to your project
          </Link>
        }
      >
        <p>The address leads nowhere, or to a project that you are not a member of. Its admin can add you.</p>
      </EmptyState>
    </main>
  );
}
