import { type Actor, MATRIX_PROJECTS, type MatrixProject } from "./actors";
import { isExpected } from "./expected-access";
import type { FoundRoute } from "./list-routes";
import type { MatrixFixture } from "./matrix-fixture";
import type { Observation } from "./observation";
import { ROUTE_DOORS, type RouteDoor } from "./route-doors";

const ADDRESS = "http://127.0.0.1:3000";

/** A refusal that does not tell whether the thing exists says that the asker cannot open it. */
async function isOpened(response: Response): Promise<boolean> {
  if (response.status === 401 || response.status === 403) return false;
  const text = response.status === 404 ? await response.text() : "";
  if (response.status !== 404) await response.body?.cancel();
  return !text.includes("that you can open");
}

function requestOf(door: RouteDoor, project: MatrixProject, credential: Record<string, string>): Request {
  const type: Record<string, string> = door.contentType ? { "content-type": door.contentType } : {};
  const body = door.body?.(project);
  // What a browser and a client send; a body whose length nobody says is not taken.
  const length: Record<string, string> = typeof body === "string" ? { "content-length": String(body.length) } : {};
  return new Request(`${ADDRESS}${door.address(project)}`, {
    method: door.method,
    headers: { ...type, ...length, ...credential },
    body,
  });
}

/** Every route below `app/api`, with what actors send over the wire: a cookie, a token, nothing. */
export async function observeRoutes(
  routes: readonly FoundRoute[],
  fixture: MatrixFixture,
  actors: readonly Actor[],
): Promise<Observation[]> {
  const seen: Observation[] = [];
  const ask = async (door: RouteDoor, { answer }: FoundRoute, actor: Actor) => {
    for (const project of MATRIX_PROJECTS) {
      const params = Promise.resolve(door.parameters?.(project) ?? {});
      const response = await answer(requestOf(door, project, fixture.credentialOf(actor)), { params });
      const expected = isExpected(actor, door.access, project) && !(door.tokensOnly && actor.by === "browser");
      const allowed = door.access === "public" || expected;
      seen.push({
        door: door.name,
        access: door.access,
        actor: actor.name,
        project,
        expected: allowed,
        opened: await isOpened(response),
      });
    }
  };
  for (const door of ROUTE_DOORS) {
    const route = routes.find((each) => each.method === door.method && each.route === door.route);
    if (!route) throw new Error(`There is no route ${door.method} ${door.route}.`);
    await Promise.all(actors.map((actor) => ask(door, route, actor)));
  }
  return seen;
}
