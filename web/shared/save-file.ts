/** A file as the server hands it out. */
type SavedFile = { fileName: string; contentType: string; base64: string };

/** Saves a file the server has made where the browser keeps downloads. */
export function saveFile({ fileName, contentType, base64 }: SavedFile): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: contentType }));
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
