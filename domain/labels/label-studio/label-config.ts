import type { Protocol } from "../../campaigns/protocol";

const COLOURS = ["#d64545", "#b7791f", "#2b6cb0", "#6b46c1", "#2f855a", "#b83280", "#4a5568", "#0987a0", "#c05621"];

export const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const choice = (value: string, alias: string) => `    <Choice value="${escapeXml(value)}" hint="${escapeXml(alias)}"/>`;

/** In a task's data; under the name `source` Label Studio's own page keeps the whole task, and would show that. */
export const SOURCE_KEY = "source_text";

/** The labelling config under which the exported tasks open (https://labelstud.io/tags/). */
export function writeLabelConfig({ taxonomy, severities, omissions, corrections }: Protocol): string {
  const types = taxonomy.types.map(
    ({ id, label }, at) =>
      `    <Label value="${escapeXml(id)}" hint="${escapeXml(label)}" background="${COLOURS[at % COLOURS.length]}"/>`,
  );
  const ofSource = [...(omissions ? ["omission"] : []), "evidence"];
  return [
    "<View>",
    '  <Header value="Source"/>',
    `  <Text name="source" value="$${SOURCE_KEY}"/>`,
    '  <Labels name="source_label" toName="source">',
    ...ofSource.map((value) => `    <Label value="${value}"/>`),
    "  </Labels>",
    '  <Header value="Note"/>',
    '  <Text name="note" value="$note"/>',
    '  <Labels name="label" toName="note">',
    ...types,
    "  </Labels>",
    '  <Choices name="severity" toName="note" choice="single" perRegion="true">',
    ...severities.map(({ id, label }) => choice(id, label)),
    "  </Choices>",
    '  <Choices name="evidence" toName="note" choice="multiple" perRegion="true">',
    choice("none", "Looked for, and not in the source"),
    "  </Choices>",
    '  <TextArea name="mark_comment" toName="note" perRegion="true" editable="true"/>',
    '  <Choices name="verdict" toName="note" choice="single">',
    choice("clean", "Nothing is wrong"),
    choice("marked", "Something is wrong"),
    choice("cannot-judge", "It cannot be judged"),
    "  </Choices>",
    ...(corrections ? ['  <TextArea name="corrected" toName="note" editable="true"/>'] : []),
    '  <TextArea name="comment" toName="note" editable="true"/>',
    "</View>",
    "",
  ].join("\n");
}
