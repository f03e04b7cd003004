import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { GroupView } from "@/components/api-reference/group-view";
import { describeGroup } from "@/server/api/reference/describe-reference";

type Props = { params: Promise<{ group: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const group = describeGroup((await params).group);
  return { title: group ? `${group.title} · API reference` : "API reference" };
}

export default async function ReferenceGroupPage({ params }: Props) {
  const group = describeGroup((await params).group);
  if (!group) notFound();
  return <GroupView group={group} />;
}
