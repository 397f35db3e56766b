/** 1-based position of the first character that cannot stand in a header; `undefined`: there is none. */
export function illegalKeyPosition(key: string): number | undefined {
  const index = key.search(/[^\x21-\x7e]/);
  return index === -1 ? undefined : index + 1;
}
