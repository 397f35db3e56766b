export interface UploadedFile {
  readonly name: string;
  readonly bytes: number;
}

/** Name and length (bytes) of the file in the part of that name: the sandbox looks at nothing else of it. */
export function uploadedFile(
  body: Buffer,
  contentType: string,
  part: string,
): UploadedFile | undefined {
  const [, quoted, bare] =
    /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return undefined;
  const line = Buffer.from(`--${boundary}`);
  let from = body.indexOf(line);
  while (from !== -1) {
    const start = from + line.length + 2;
    const next = body.indexOf(Buffer.from(`\r\n--${boundary}`), start);
    const headEnd = body.indexOf('\r\n\r\n', start);
    if (next === -1 || headEnd === -1) return undefined;
    const head = body.subarray(start, headEnd).toString('utf8');
    const [, name] = /content-disposition:[^\r\n]*;\s*name="([^"]*)"/i.exec(head) ?? [];
    const [, file] = /filename="([^"]*)"/i.exec(head) ?? [];
    // After the head of an empty file the boundary follows at once, and takes the blank line with it.
    if (name === part && file !== undefined)
      return { name: file, bytes: Math.max(0, next - headEnd - 4) };
    from = body.indexOf(line, next);
  }
  return undefined;
}
