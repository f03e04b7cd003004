import { services } from "@/server/context";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  await services().sql`select 1`;
  return Response.json({ state: "ready" });
}
