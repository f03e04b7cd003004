import { type Picture, picturedLines, picturedWords } from "./series-picture";

const SVG = "http://www.w3.org/2000/svg";

/** Colours stand in the elements themselves: a file knows no tokens. */
function resolveColours(root: Element): void {
  const style = getComputedStyle(document.documentElement);
  const resolve = (value: string) =>
    value.replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
  for (const element of [root, ...root.querySelectorAll("*")]) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes("var(")) element.setAttribute(attribute.name, resolve(attribute.value));
    }
  }
}

/** Writes the drawn chart as a file that stands alone: title, axes, lines as vectors, legend. */
export function writeSvg(source: SVGSVGElement, picture: Picture): string {
  const { width, height } = source.getBoundingClientRect();
  const axes = source.cloneNode(true);
  if (!(axes instanceof SVGSVGElement)) throw new Error("The chart is not drawn yet.");
  for (const layer of axes.querySelectorAll("[data-series]")) layer.remove();
  const words = picturedWords(picture, { width, height });
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("transform", `translate(0,${words.above})`);
  group.append(...axes.childNodes, ...picturedLines(picture, { width, height }));
  const whole = document.createElementNS(SVG, "svg");
  whole.setAttribute("xmlns", SVG);
  whole.setAttribute("width", String(words.size.width));
  whole.setAttribute("height", String(words.size.height));
  whole.setAttribute("font-family", getComputedStyle(document.body).fontFamily);
  whole.setAttribute("style", "background: var(--surface)");
  whole.append(...words.nodes, group);
  resolveColours(whole);
  return new XMLSerializer().serializeToString(whole);
}

const DOTS_PER_PIXEL = 2;

export async function writePng(source: SVGSVGElement, picture: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(writeSvg(source, picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * DOTS_PER_PIXEL;
  canvas.height = image.height * DOTS_PER_PIXEL;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("The browser could not write the picture.");
  return blob;
}

export function saveFile(content: Blob | string, type: string, name: string): void {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replaceAll(/[^\w.-]+/g, "_");
  link.click();
  URL.revokeObjectURL(address);
}
