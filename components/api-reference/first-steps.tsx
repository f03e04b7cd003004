import Link from "next/link";
import type { ReactNode } from "react";
import { CodeBlock } from "./code-block";
import { ExampleBlock } from "./example-block";

export type FirstStepsProps = {
  /** Where this Assay is. */
  address: string;
  readsPerMinute: number;
  writesPerMinute: number;
  first: { curl: string; python: string };
};

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 pt-6">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const ERROR = `{
  "error": {
    "kind": "Validation",
    "message": "There is no stage \\"stf\\".",
    "problems": [{ "where": "stage", "what": "\\"stf\\" is not a stage.", "remedy": "Choose one of …" }],
    "id": "xkfpcwgusgfbkc"
  }
}`;

export function FirstSteps({ address, readsPerMinute, writesPerMinute, first }: FirstStepsProps) {
  const settings = `export ASSAY_URL=${address}\nexport ASSAY_TOKEN=…`;
  return (
    <article className="grid max-w-[48rem] text-base">
      <h1>The API of this Assay</h1>
      <p className="pt-2">
        Everything that a screen shows or does can be asked for over HTTP, by the same rules: the same checks, the same
        rights, the same sentences when something is refused.
      </p>
      <Part title="A token">
        <p>
          Make one in{" "}
          <Link href="/account" className="text-accent underline">
            your account
          </Link>
          , with the least scope that will do: <code>read</code>, <code>log</code>, <code>write</code> or{" "}
          <code>admin</code>. It never opens more than your role does. The examples here read address and token from the
          environment:
        </p>
        <CodeBlock label="Address and token" text={settings} />
      </Part>
      <Part title="The first request">
        <ExampleBlock of="The first request" {...first} />
        <p>
          For training scripts there is the package <code>assay</code>, which logs without waiting, and for a terminal
          the command <code>assay</code>; both stand on this API.
        </p>
      </Part>
      <Part title="Lists">
        <p>
          A list answers <code>items</code>. Where there may be more, it has a <code>nextCursor</code>: give it back as{" "}
          <code>cursor</code> until it is <code>null</code>. A list in an address is written <code>a,b</code>; give the
          parameter several times for values that hold a comma. Times are ISO 8601. JSON has no NaN: logged numbers that
          are none come as <code>"NaN"</code>, <code>"Infinity"</code>, <code>"-Infinity"</code>.
        </p>
      </Part>
      <Part title="Once, even when sent twice">
        <p>
          A write may carry an <code>Idempotency-Key</code>, any word of your own, such as a UUID. Sent again with it
          within a day, the same request does nothing and answers the same, with the header{" "}
          <code>Idempotent-Replayed: true</code>; two at once run once. Another request under the key is refused with
          409. A request that was refused leaves its key free. A new token is shown once and never kept, so its request
          is answered once.
        </p>
      </Part>
      <Part title="When something is refused">
        <CodeBlock label="An error" text={ERROR} />
        <p>
          400: it cannot be read, and <code>problems</code> names each field; a name that does not exist is one of them.
          401: no token, or one that opens nothing. 403: scope or role do not allow it. 404: nothing there that you can
          open. 409: its state does not allow it now. 422: read, and not possible as asked. 429: too often. 500: the log
          of the server says more under the <code>id</code>.
        </p>
      </Part>
      <Part title="How often">
        <p>
          This server answers one person {readsPerMinute.toLocaleString("en")} reads and{" "}
          {writesPerMinute.toLocaleString("en")} writes a minute, all tokens and web processes together. After that it
          answers 429 with <code>Retry-After</code> in seconds. <code>RateLimit-Remaining</code> says how many are left.
          What runs log is not counted.
        </p>
      </Part>
    </article>
  );
}
