import { formatCounted } from "@/domain/format/number";
import type { TraceMember } from "@/domain/lineage/lineage-answer";
import { SHOWN_STATES } from "../pairs/blind-pair";
import type { Viewing } from "./asking";
import type { Condition } from "./picks";

/** `after` is the place of the row before; rows come in the order of their places. */
export type Window = { after: string; limit: number };
export type PlacedMember = TraceMember & { place: string };
export type MemberList = (viewing: Viewing, which: Condition, window: Window) => Promise<PlacedMember[]>;

const casePage = (campaign: string, id: string): string => `/review/${campaign}/settle/${id}`;
const rowPage = ({ dataset, version, position }: { dataset: string; version: string; position: number }): string =>
  `/datasets/${dataset}?version=${version}&row=${position}`;

/** Of positions: nothing stands before the first. */
export const positionAfter = (after: string): number => (/^\d+$/.test(after) ? Number(after) : -1);

/** Readers of one round by number, in an order that tells nothing of them; R1 is who a report calls so, over all of its rounds. */
const nameReader = ({ named }: Viewing, { name, number }: { name: string; number: number }): string =>
  named ? name : `Reader ${number}`;

type LabelRow = { id: string; round: string; case: string; shown: boolean; verdict: string; marks: number } & {
  current: boolean;
  name: string;
  number: number;
};

export const listLabels: MemberList = async (viewing, which, { after, limit }) => {
  const rows = await viewing.sql<LabelRow[]>`
    select a.id, r.id as round, a.case_id as case, r.state = any(${SHOWN_STATES}) as shown, a.verdict, jsonb_array_length(a.marks) as marks, a.current,
      n.name, (select count(*)::int from campaign_reviewer x where x.campaign_id = n.campaign_id and x.id <= n.id)
        as number
    from assessment a
      join campaign r on r.project_id = a.project_id and r.id = a.campaign_id
      join campaign_reviewer n on n.project_id = a.project_id and n.id = a.reviewer_id
    where a.project_id = ${viewing.projectId} and ${which} and a.id > ${after} order by a.id limit ${limit}`;
  return rows.map(({ id, round, case: read, shown, verdict, marks, current, ...reader }) => {
    const said = `${verdict}, ${formatCounted(marks, "mark")}${current ? "" : ", corrected since"}`;
    return {
      ...{ id, place: id, subject: { of: "label", id }, page: shown ? casePage(round, read) : null },
      name: shown ? `Label of ${nameReader(viewing, reader)}` : "Label",
      detail: shown ? said : "its round is open",
    };
  });
};

export const listSettled: MemberList = async ({ sql, projectId }, which, { after, limit }) => {
  const rows = await sql<{ id: string; round: string; case: string; verdict: string; readings: number }[]>`
    select d.id, d.campaign_id as round, d.case_id as case, d.verdict, cardinality(d.assessment_ids) as readings from adjudication d
    where d.project_id = ${projectId} and ${which} and d.id > ${after} order by d.id limit ${limit}`;
  return rows.map(({ id, round, case: settles, verdict, readings }) => ({
    ...{ id, place: id, subject: { of: "case", id: settles }, page: casePage(round, settles) },
    ...{ name: "Settled answer", detail: `${verdict}, of ${formatCounted(readings, "label")}` },
  }));
};

export const listTexts: MemberList = async ({ sql, projectId }, which, { after, limit }) => {
  const rows = await sql<
    { id: string; run: string; position: number; dataset: string; tokens: number; ended: string }[]
  >`
    select g.id, g.run_id as run, e.position, d.name || ' v' || v.number as dataset, g.completion_tokens as tokens,
      g.finish_reason as ended
    from generation g
      join example e on e.project_id = g.project_id and e.id = g.example_id
      join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
      join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    where g.project_id = ${projectId} and ${which} and g.id > ${after} order by g.id limit ${limit}`;
  return rows.map(({ id, run, position, dataset, tokens, ended }) => ({
    ...{ id, place: id, subject: { of: "text", id }, page: `/runs/${run}/generations` },
    ...{ name: `Text for row ${position + 1} of ${dataset}`, detail: `${formatCounted(tokens, "token")}, ${ended}` },
  }));
};

type RowOf = { id: string; dataset: string; version: string; position: number; split: string };

export const listPairs: MemberList = async ({ sql, projectId }, which, { after, limit }) => {
  const rows = await sql<(RowOf & { origin: string; bucket: string })[]>`
    select p.example_id as id, v.id as version, v.dataset_id as dataset, o.position, p.origin, o.split, concat_ws(',', p.h_chosen, p.h_rejected) as bucket
    from pair p
      join example o on o.project_id = p.project_id and o.id = p.example_id
        and o.dataset_version_id = p.dataset_version_id
      join dataset_version v on v.project_id = p.project_id and v.id = p.dataset_version_id
    where p.project_id = ${projectId} and ${which} and o.position > ${positionAfter(after)}
    order by o.position limit ${limit}`;
  return rows.map(({ id, origin, split, bucket, ...row }) => ({
    ...{ id, place: String(row.position), subject: { of: "pair", id }, page: rowPage(row) },
    ...{ name: `Pair ${row.position + 1}`, detail: `${origin}, ${split}, (${bucket})` },
  }));
};

export const listNotes: MemberList = async ({ sql, projectId }, which, { after, limit }) => {
  const rows = await sql<(RowOf & { section: string | null })[]>`
    select e.id, v.id as version, v.dataset_id as dataset, e.position, e.split, e.section
    from example e join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
    where e.project_id = ${projectId} and ${which} and e.position > ${positionAfter(after)}
    order by e.position limit ${limit}`;
  return rows.map(({ id, split, section, ...row }) => ({
    ...{ id, place: String(row.position), subject: { of: "note", id }, page: rowPage(row) },
    ...{ name: `Row ${row.position + 1}`, detail: section ? `${split}, ${section}` : split },
  }));
};

/** Here `which` picks labels; who gave them is told with how many. */
export const listReaders: MemberList = async (viewing, which, { after, limit }) => {
  const rows = await viewing.sql<{ id: string; name: string; kind: string; number: number; labels: number }[]>`
    select n.id, n.name, n.kind, told.labels,
      (select count(*)::int from campaign_reviewer x where x.campaign_id = n.campaign_id and x.id <= n.id) as number
    from (select a.reviewer_id as id, count(*)::int as labels from assessment a
      where a.project_id = ${viewing.projectId} and ${which} and a.reviewer_id > ${after}
      group by 1 order by 1 limit ${limit}) told
      join campaign_reviewer n on n.project_id = ${viewing.projectId} and n.id = told.id
      join campaign r on r.project_id = n.project_id and r.id = n.campaign_id and r.state = any(${SHOWN_STATES})
    order by n.id`;
  return rows.map(({ id, kind, labels, ...reader }) => ({
    ...{ id, place: id, subject: null, page: null },
    ...{ name: nameReader(viewing, reader), detail: `${kind}, ${formatCounted(labels, "label")}` },
  }));
};
