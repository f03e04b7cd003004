import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { NoProject } from "@/components/layout/no-project";
import { mayDo } from "@/domain/access";
import { createContext } from "@/server/create-context";
import { createCaller } from "@/server/router";

export default async function HomePage() {
  const context = await createContext(await headers());
  if (!context.viewer) redirect("/sign-in");
  const [first] = await createCaller(context).projects.list();
  // A reviewer has rounds to read, and nothing else of the project.
  if (first) redirect(`/projects/${first.slug}${mayDo(first.role, "project.read") ? "" : "/review"}`);
  return <NoProject email={context.viewer.email} />;
}
