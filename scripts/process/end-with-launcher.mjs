// Loaded into every service by --import. The launcher holds the other end of this pipe; however it ends, the kernel
// closes it, so no service outlives its launcher.
import { Socket } from "node:net";

const LAUNCHER_PIPE = 3;

const pipe = new Socket({ fd: LAUNCHER_PIPE, readable: true, writable: false });
pipe.on("error", () => {});
pipe.on("close", () => process.kill(process.pid, "SIGTERM"));
pipe.resume();
pipe.unref();
