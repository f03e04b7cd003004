import { isOpenAuthPath } from "@/server/auth/open-auth-path";
import { webAuth } from "@/server/auth/web-auth";

async function handle(request: Request): Promise<Response> {
  if (!isOpenAuthPath(request.method, new URL(request.url).pathname)) {
    return Response.json({ kind: "NotFound", message: "There is no such address." }, { status: 404 });
  }
  return webAuth().handler(request);
}

export { handle as GET, handle as POST };
