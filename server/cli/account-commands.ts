import type { Command } from "commander";
import { printJson } from "./print";
import type { Session } from "./session";

export function addAccountCommands(program: Command, open: (command: Command) => Promise<Session>): void {
  program
    .command("sign-in")
    .description("print an address that signs you in in a browser, once, within the hour")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }, command: Command) => {
      const session = await open(command);
      const address = await session.client.account.signInAddress.mutate();
      if (options.json) return printJson({ address });
      process.stdout.write(`${address}\n`);
    });
}
