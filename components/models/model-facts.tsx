import Link from "next/link";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { Absent } from "../ui/number/absent";
import { BytesText } from "../ui/number/bytes-text";
import { NumberText } from "../ui/number/number-text";
import { RelativeTime } from "../ui/number/relative-time";
import { modelAddress } from "./model-address";
import type { Model } from "./use-model";

export function ModelFacts({ model }: { model: Model }) {
  const { project } = useProject();
  return (
    <dl className="grid grid-cols-[96px_1fr] gap-x-2 gap-y-1.5 text-sm [&_dt]:text-muted">
      <dt>Licence</dt>
      <dd>{model.license ?? <span className="text-undecided">not stated</span>}</dd>
      {model.licenseNote ? (
        <>
          <dt>Note</dt>
          <dd className="whitespace-pre-line">{model.licenseNote}</dd>
        </>
      ) : null}
      <dt>From</dt>
      <dd className="break-words">{model.source === "run" ? "training" : `${model.source} · ${model.reference}`}</dd>
      {model.revision ? (
        <>
          <dt>Revision</dt>
          <dd>
            <code className="break-all text-muted">{model.revision}</code>
          </dd>
        </>
      ) : null}
      {model.baseModel ? (
        <>
          <dt>Stands on</dt>
          <dd>
            <Link
              href={modelAddress(project.slug, model.baseModel.id)}
              className="text-accent underline underline-offset-2"
            >
              {model.baseModel.name}
            </Link>
          </dd>
        </>
      ) : null}
      <dt>Parameters</dt>
      <dd>
        <NumberText value={model.parameters} absent="none" reason="The run did not count them" />
      </dd>
      <dt>Size</dt>
      <dd>{model.artifact.bytes > 0 ? <BytesText bytes={model.artifact.bytes} /> : <Absent kind="none" />}</dd>
      <dt>Made by</dt>
      <dd>
        <Link
          href={pageAddress(project.slug, `/runs/${model.madeBy.id}`)}
          className="text-accent underline underline-offset-2"
        >
          {model.madeBy.name}
        </Link>
        , <RelativeTime time={model.createdAt} />
      </dd>
      <dt>Digest</dt>
      <dd>
        <code title={model.artifact.digest} className="break-all text-muted">
          {model.artifact.digest.slice(0, 16)}…
        </code>
      </dd>
    </dl>
  );
}
