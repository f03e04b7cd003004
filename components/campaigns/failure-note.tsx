import { describeError } from "../ui/describe-error";

const inSentence = (what: string) => (/[.?!]$/.test(what) ? what : `${what}.`);

/** Of a file's texts, which one; `where` counts them from 0. */
function placed(where: string, what: string): string {
  const text = /^source\.texts\.(\d+)/.exec(where)?.[1];
  return text === undefined ? what : inSentence(`Text ${Number(text) + 1}: ${what}`);
}

/** What was refused, with what each finding asks for. */
export function FailureNote({ error }: { error: unknown }) {
  if (!error) return null;
  const { sentence, problems } = describeError(error);
  return (
    <div role="alert" className="rounded-md bg-bad-soft p-2.5 text-sm text-bad">
      <p>{sentence}</p>
      {problems.some(({ what, remedy }) => what !== sentence || remedy) ? (
        <ul className="mt-1 list-disc pl-4 text-xs">
          {problems.slice(0, 10).map(({ where, what, remedy }) => (
            <li key={`${where} ${what}`}>
              {what === sentence ? null : `${placed(where, what)} `}
              {remedy}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
