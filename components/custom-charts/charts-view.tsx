"use client";

import { useMemo } from "react";
import { useUrlParams } from "../run/use-url-params";
import { readChosen } from "./chosen-runs";
import { ProjectCharts } from "./project-charts";
import { RunsCharts } from "./runs-charts";

/** With runs in the address their charts; without, the charts that people of the project made. */
export function ChartsView() {
  const { params } = useUrlParams();
  const chosen = params.toString();
  const of = useMemo(() => readChosen(new URLSearchParams(chosen)), [chosen]);
  const key = of && JSON.stringify(of);
  return of ? <RunsCharts key={key} of={of} /> : <ProjectCharts />;
}
