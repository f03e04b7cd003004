"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { readConfigFields } from "@/domain/runs/config-field";
import type { StageSchema } from "@/domain/runs/stage-schema";
import { useKeys } from "../layout/keys";
import { useMayDo } from "../layout/project-context";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { loadPart } from "../ui/load-part";
import { ConfigForm } from "./config-form";
import { InputPicker } from "./input-picker";
import { LaunchChecks } from "./launch-checks";
import { emptyDraft, type LaunchDraft, readDraft } from "./launch-draft";
import { LaunchNaming } from "./launch-naming";
import { StageChoice } from "./stage-choice";
import { SweepFileActions } from "./sweep-file-actions";
import { SweepPlanNote } from "./sweep-plan-note";
import { SweptModels } from "./swept-models";
import { TemplatePicker } from "./template-picker";
import { useLaunch } from "./use-launch";

const YamlEditor = dynamic(() => loadPart(() => import("./yaml-editor").then((module) => module.YamlEditor)), {
  ssr: false,
});

type LaunchFormProps = { stages: readonly StageSchema[]; start: LaunchDraft; clonedFrom: string | null };

export function LaunchForm({ stages, start, clonedFrom }: LaunchFormProps) {
  const mayWrite = useMayDo("runs.write");
  const [draft, setDraft] = useState(start);
  const [asYaml, setAsYaml] = useState(false);
  const schema = stages.find(({ stage }) => stage === draft.stage);
  const fields = useMemo(() => (schema ? readConfigFields(schema.config) : []), [schema]);
  const reading = useMemo(() => (schema ? readDraft(draft, schema, fields) : null), [draft, schema, fields]);
  const launch = useLaunch(reading);
  /** Nothing is scolded before it was touched; what the server refused stands at its field. */
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const problems = useMemo(() => {
    const planned = (launch.plan?.problems ?? []).filter(({ where }) => where.startsWith("models."));
    const refused = [...planned, ...(launch.refused?.problems ?? [])].map(({ where, what }) => [where, what] as const);
    const own = [...(reading?.problems ?? [])].filter(([field]) => touched.has(field) || start.clonedFromRunId);
    return new Map([...refused, ...own]);
  }, [launch.plan, launch.refused, reading, touched, start.clonedFromRunId]);
  const change = (field: string, next: Partial<LaunchDraft>) => {
    setTouched((before) => new Set([...before, field]));
    setDraft((before) => ({ ...before, ...next }));
  };
  const startNow = () => {
    if (launch.obstacle === null) launch.start();
    else setTouched(new Set(reading?.problems.keys()));
  };
  useKeys("Launch", [{ keys: "mod+Enter", label: "Start run", run: startNow }]);

  if (!mayWrite) {
    return (
      <EmptyState title="Launching is not for your role">
        <p>You may read this project. An admin of the project can make you a researcher, who launches runs.</p>
      </EmptyState>
    );
  }
  const setConfig = (key: string, value: unknown) => {
    const { [key]: _, ...rest } = draft.config;
    change(`config.${key}`, { config: value === undefined ? rest : { ...rest, [key]: value } });
  };
  return (
    <div className="mx-auto grid w-full max-w-[1180px] gap-6 p-5 lg:grid-cols-[minmax(0,1fr)_340px]">
      <div className="min-w-0">
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <h1>Launch</h1>
          {clonedFrom ? <span className="text-sm text-muted">from {clonedFrom}</span> : null}
          <span className="ml-auto" />
          <SweepFileActions draft={draft} reading={reading} onFill={setDraft} />
          <Button aria-pressed={asYaml} onClick={() => setAsYaml(!asYaml)}>
            {asYaml ? "As a form" : "As YAML"}
          </Button>
        </div>
        {asYaml ? (
          <YamlEditor draft={draft} config={reading?.request.config ?? draft.config} onChange={setDraft} />
        ) : (
          <>
            <StageChoice
              stages={stages}
              value={draft.stage}
              onChange={(stage) => setDraft({ ...emptyDraft(stage), name: draft.name })}
            />
            <LaunchNaming draft={draft} seedProblem={problems.get("seed")} onChange={change} />
            {schema && schema.inputs.length > 0 ? (
              <section className="border-t border-line py-4">
                <h2 className="mb-1 text-sm font-semibold">Inputs</h2>
                {schema.inputs.map((input) => (
                  <div key={`${schema.stage} ${input.name}`}>
                    <InputPicker
                      input={input}
                      target={draft.inputs[input.name]}
                      problem={problems.get(`inputs.${input.name}`)}
                      onChange={(target) => {
                        const { [input.name]: _, ...rest } = draft.inputs;
                        change(`inputs.${input.name}`, { inputs: target ? { ...rest, [input.name]: target } : rest });
                      }}
                    />
                    {input.name === "model" ? (
                      <SweptModels {...{ input, draft, problems, plan: launch.plan, onChange: change }} />
                    ) : null}
                  </div>
                ))}
              </section>
            ) : null}
            <TemplatePicker draft={draft} fields={fields} onChange={setDraft} />
            <ConfigForm draft={draft} fields={fields} problems={problems} onChange={setConfig} />
          </>
        )}
      </div>
      <aside className="self-start lg:sticky lg:top-5">
        <Card className="text-sm">
          <CardHeader title="Before it starts" />
          {launch.checkError ? (
            <div role="alert" className="break-words">
              <p>{launch.checkError}</p>
              <Button size="sm" className="mt-2" onClick={launch.checkAgain}>
                Check again
              </Button>
            </div>
          ) : (
            <LaunchChecks answer={launch.answer} checking={launch.checking} waitsFor={launch.waitsFor} />
          )}
          {launch.runs > 1 ? <SweepPlanNote runs={launch.runs} plan={launch.plan} failed={launch.planError} /> : null}
          {launch.refused ? (
            <p role="alert" className="mt-3 rounded-md bg-bad-soft p-2 text-xs text-bad">
              {launch.refused.sentence}
            </p>
          ) : null}
          {launch.obstacle === null ? (
            <Button variant="primary" className="mt-4 w-full" disabled={launch.starting} onClick={startNow}>
              {launch.starting
                ? "Starting…"
                : launch.runs === 1
                  ? "Start run"
                  : `Start ${formatCounted(launch.runs, "run")}`}
            </Button>
          ) : (
            <p role="status" className="mt-4 text-xs text-muted">
              {launch.obstacle}
            </p>
          )}
        </Card>
      </aside>
    </div>
  );
}
