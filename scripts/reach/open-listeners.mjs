import { createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import { createAdmission } from "./admit-request.mjs";
import { readCertificate } from "./read-certificate.mjs";
import { renewCertificate } from "./renew-certificate.mjs";

export const LOOPBACK = "127.0.0.1";
const CERTIFICATE_RETRY_MILLISECONDS = 60_000;

/** A dataset may come in for as long as its line needs; only who never ends their headers is cut off. */
const PATIENCE = { requestTimeout: 0, headersTimeout: 60_000 };

/** @param {import("node:http").RequestListener} answer @returns {import("node:http").RequestListener} */
function answerOthers(reach, answer) {
  const admit = createAdmission(reach);
  return (request, response) => {
    const admitted = admit(request, request.socket.remoteAddress ?? "");
    if ("refuse" in admitted) {
      response.writeHead(403, { "content-type": "text/plain; charset=utf-8" }).end(`${admitted.refuse}\n`);
    } else if ("redirect" in admitted) {
      response.writeHead(307, { location: admitted.redirect }).end();
    } else {
      request.headers = admitted.headers;
      answer(request, response);
    }
  };
}

function createPublicServer(reach, answer) {
  const { certificate, key } = reach;
  if (!certificate || !key) return createHttp(PATIENCE, answerOthers(reach, answer));
  const current = readCertificate({ certificate, key }, new Date());
  const server = createHttps({ ...PATIENCE, cert: current.cert, key: current.key }, answerOthers(reach, answer));
  renewCertificate(server, { certificate, key });
  return server;
}

/**
 * Two listeners: one for this machine, which runners and the command line need whatever happens, and one for all
 * others, which waits for a certificate that is good.
 * @param {import("./read-reach.mjs").Reach & { loopbackPort: number }} reach
 * @param {import("node:http").RequestListener} answer
 * @param {{ onFailure: (sentence: string) => void, retryMilliseconds?: number }} options
 */
export function openListeners(reach, answer, { onFailure, retryMilliseconds = CERTIFICATE_RETRY_MILLISECONDS }) {
  const servers = [];
  let retry = null;
  const listen = (server, at) => {
    server.on("error", (error) => onFailure(`${at.host}:${at.port} cannot be served: ${error.message}`));
    server.listen(at);
    servers.push(server);
  };
  const openPublic = () => {
    try {
      listen(createPublicServer(reach, answer), { host: reach.host, port: reach.port });
    } catch (error) {
      console.error(`Other machines are not served: ${error instanceof Error ? error.message : error}`);
      retry = setTimeout(openPublic, retryMilliseconds);
    }
  };
  listen(createHttp(PATIENCE, answer), { host: LOOPBACK, port: reach.loopbackPort });
  openPublic();
  return {
    servers,
    close: () => {
      clearTimeout(retry);
      return Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
