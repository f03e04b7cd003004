// Imported first by every command: what follows uses functions that older Nodes lack.
const OLDEST = [20, 15];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(`Assay needs Node ${OLDEST.join(".")} or newer; this is ${process.version} (${process.execPath}).`);
  process.exit(1);
}
if (process.platform === "win32") {
  console.error("Assay runs on Linux and macOS; on Windows, run it inside WSL 2.");
  process.exit(1);
}
