/** Whether lists and objects are nested deeper than `levels`. Not recursive, and looks no deeper than that. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level = holders([value]);
  for (let depth = 0; depth < levels && level.length > 0; depth++)
    level = level.flatMap(each => holders(Object.values(each)));
  return level.length > 0;
}

const holders = (values: readonly unknown[]): readonly object[] =>
  values.filter((each): each is object => typeof each === 'object' && each !== null);
