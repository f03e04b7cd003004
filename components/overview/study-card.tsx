import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { pageAddress } from "../layout/pages";
import type { RouterOutputs } from "../layout/trpc";
import { Card, CardHeader } from "../ui/card";
import { classNames } from "../ui/class-names";
import { RelativeTime } from "../ui/number/relative-time";
import { StudyGraph } from "./study-graph";
import { judgeStudy } from "./study-verdict";

type Study = NonNullable<RouterOutputs["overview"]["read"]["study"]>;

const TONES = { good: "text-good", bad: "text-bad", undecided: "text-undecided" } as const;

/** The answer first, then the stages it came from. */
export function StudyCard({ study, project }: { study: Study; project: string }) {
  const seeds = Math.max(1, study.runs.filter((run) => run.stage === "sft").length);
  const verdict = judgeStudy(study.estimates, seeds);
  const open = study.runs.filter((run) => !RUN_RULES[run.state].settled).length;
  return (
    <Card>
      <CardHeader title={study.name} remark={<RelativeTime time={study.createdAt} />} />
      {verdict ? (
        <p className="mb-4 max-w-[92ch] text-lg">
          <b className={classNames("font-semibold", TONES[verdict.tone])}>{verdict.claim}</b> {verdict.evidence}{" "}
          <Link
            href={pageAddress(project, `/runs/${verdict.evaluateRunId}/evaluation`)}
            className="whitespace-nowrap text-accent underline underline-offset-2"
          >
            See the notes
          </Link>
        </p>
      ) : (
        <p className="mb-4 text-base text-muted">
          {open > 0
            ? `No verdict yet: ${formatCounted(open, "run")} still to end.`
            : "No verdict: nothing was evaluated against a baseline."}
        </p>
      )}
      <StudyGraph study={study} project={project} />
    </Card>
  );
}
