import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LineageView } from "@/components/lineage/lineage-view";
import { lineageSubjectSchema } from "@/domain/lineage/lineage-subject";
import { projectTitle } from "../../../read-projects";

type Props = {
  params: Promise<{ project: string; of: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Lineage", (await params).project) };
}

export default async function Page({ params, searchParams }: Props) {
  const [{ of, id }, { number, node, side }] = await Promise.all([params, searchParams]);
  const subject = lineageSubjectSchema.safeParse({
    of,
    id,
    number,
    node,
    side: side === undefined ? null : Number(side),
  });
  if (!subject.success) notFound();
  return <LineageView subject={subject.data} />;
}
