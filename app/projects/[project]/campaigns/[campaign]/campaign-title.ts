import { headers } from "next/headers";
import { createContext } from "@/server/create-context";
import { createCaller } from "@/server/router";
import { projectTitle } from "../../read-projects";

/** "Preview · First reading · Clinical notes"; the campaign's name alone where the page has none of its own. */
export async function campaignTitle(page: string | null, at: { project: string; campaign: string }): Promise<string> {
  const caller = createCaller(await createContext(await headers()));
  const name = await caller.campaigns.byId(at).then(
    (found) => found.name,
    () => "Campaign",
  );
  return projectTitle(page ? `${page} · ${name}` : name, at.project);
}
