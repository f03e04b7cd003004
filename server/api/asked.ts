import type { Context, Viewer } from "../context";

/** A request's surroundings, once it is known who asks. */
export type Asked = Context & { viewer: Viewer };
