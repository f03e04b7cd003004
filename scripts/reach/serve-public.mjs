// The web process of a start with --host: Next behind two listeners, one for this machine and one for all others.
import { createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import next from "next";
import { createAdmission } from "./admit-request.mjs";
import { readCertificate } from "./read-certificate.mjs";
import { renewCertificate } from "./renew-certificate.mjs";

const LOOPBACK = "127.0.0.1";

/** @type {import("./read-reach.mjs").Reach & { loopbackPort: number }} */
const reach = JSON.parse(process.argv[2] ?? "null");
const app = next({ dev: false, hostname: LOOPBACK, port: reach.loopbackPort });
await app.prepare();
const answer = app.getRequestHandler();
const admit = createAdmission(reach);

/** @type {import("node:http").RequestListener} */
function answerOthers(request, response) {
  const admitted = admit(request, request.socket.remoteAddress ?? "");
  if ("refuse" in admitted) {
    response.writeHead(403, { "content-type": "text/plain; charset=utf-8" }).end(`${admitted.refuse}\n`);
  } else if ("redirect" in admitted) {
    response.writeHead(307, { location: admitted.redirect }).end();
  } else {
    request.headers = admitted.headers;
    void answer(request, response);
  }
}

function createPublicServer() {
  const { certificate, key } = reach;
  if (!certificate || !key) return createHttp(answerOthers);
  const server = createHttps(readCertificate({ certificate, key }, new Date()), answerOthers);
  renewCertificate(server, { certificate, key });
  return server;
}

const servers = [
  {
    server: createHttp((request, response) => void answer(request, response)),
    at: { host: LOOPBACK, port: reach.loopbackPort },
  },
  { server: createPublicServer(), at: { host: reach.host, port: reach.port } },
];
for (const { server, at } of servers) {
  server.on("error", (error) => {
    console.error(`error: ${at.host}:${at.port} cannot be served: ${error.message}`);
    process.exit(1);
  });
  server.listen(at);
}

let left = servers.length;
process.once("SIGTERM", () => {
  for (const { server } of servers) {
    server.close(() => {
      left -= 1;
      if (left === 0) process.exit(0);
    });
  }
});
