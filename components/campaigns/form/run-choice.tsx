import type { RouterOutputs } from "../../layout/trpc";
import { Checkbox } from "../../ui/checkbox";
import { CountText } from "../../ui/number/count-text";
import { RelativeTime } from "../../ui/number/relative-time";
import { ScrollRegion } from "../../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../../ui/table";

type Runs = RouterOutputs["campaigns"]["choices"]["runs"];
type RunChoiceProps = { runs: Runs; chosen: readonly string[]; onChange: (runs: string[]) => void };

export function RunChoice({ runs, chosen, onChange }: RunChoiceProps) {
  if (runs.length === 0) {
    return <p className="text-muted">No run wrote anything yet. Launch one of stage “generate” first.</p>;
  }
  return (
    <ScrollRegion aria-label="Runs that wrote notes" className="max-h-72 overflow-auto rounded-md border border-line">
      <Table>
        <thead>
          <tr>
            <HeadCell>Run</HeadCell>
            <HeadCell>On</HeadCell>
            <HeadCell numeric>Notes</HeadCell>
            <HeadCell numeric>Made</HeadCell>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <Row key={run.id} selected={chosen.includes(run.id)}>
              <Cell>
                <span className="flex items-center gap-2">
                  <Checkbox
                    id={`run-${run.id}`}
                    checked={chosen.includes(run.id)}
                    onCheckedChange={(checked) =>
                      onChange(checked ? [...chosen, run.id] : chosen.filter((id) => id !== run.id))
                    }
                  />
                  <label htmlFor={`run-${run.id}`}>{run.name}</label>
                </span>
              </Cell>
              <Cell className="text-muted">{run.dataset ?? "a removed dataset"}</Cell>
              <Cell numeric>
                <CountText value={run.notes} />
              </Cell>
              <Cell numeric className="text-muted">
                <RelativeTime time={run.createdAt} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}
