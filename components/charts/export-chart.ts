/** Writes the drawn chart as a file that stands alone: colours resolved, the page's font named. */
export function writeSvg(source: SVGSVGElement): string {
  const copy = source.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error("The chart is not drawn yet.");
  const style = getComputedStyle(document.documentElement);
  const resolve = (value: string) =>
    value.replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes("var(")) element.setAttribute(attribute.name, resolve(attribute.value));
    }
  }
  const { width, height } = source.getBoundingClientRect();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("font-family", getComputedStyle(document.body).fontFamily);
  copy.style.background = resolve("var(--surface)");
  return new XMLSerializer().serializeToString(copy);
}

const DOTS_PER_PIXEL = 2;

export async function writePng(source: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(writeSvg(source))}`;
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
