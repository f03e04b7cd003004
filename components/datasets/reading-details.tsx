import type { RouterOutputs } from "../layout/trpc";

type Reading = RouterOutputs["datasets"]["byId"]["versions"][number]["origin"]["reading"];

/** What the person chose about how to read, where that is not the default. */
export function ReadingDetails({ reading }: { reading: Reading }) {
  if (!reading) return null;
  const drawn = reading.split ? `everything into ${reading.split}` : "by their column, or drawn by group";
  return (
    <>
      <dt>Splits</dt>
      <dd>
        {drawn}
        {reading.keepAlike ? ", rows nearly alike together" : null}
        {reading.seed === undefined || reading.split ? null : `, seed ${reading.seed}`}
      </dd>
    </>
  );
}
