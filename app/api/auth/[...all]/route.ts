import { webAuth } from "@/server/auth/web-auth";

const handle = (request: Request): Promise<Response> => webAuth().handler(request);

export { handle as GET, handle as POST };
