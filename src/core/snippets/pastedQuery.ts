import { parametersIn, resolve } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import { coerce } from '../request/coerce';
import type { LeftOut } from './pasted';
import { percentDecoded } from './percent';

/** A query as a draft holds it: with the types of the parameters' schemas; unknown names keep texts. */
export function pastedQuery(
  queries: readonly string[],
  operation: Operation,
): { readonly values: Record<string, unknown>; readonly leftOut: readonly LeftOut[] } {
  const broken = new Set<string>();
  const formDecoded = (text: string, of?: string) => {
    const decoded = percentDecoded(text.replaceAll('+', ' '));
    if (decoded.isBroken) broken.add(of ?? decoded.text);
    return decoded.text;
  };
  const pairs = queries
    .flatMap(query => query.split('&'))
    .filter(pair => pair !== '')
    .map(pair => {
      const [, name = '', value = ''] = /^([^=]*)=?([^]*)$/.exec(pair) ?? [];
      return [formDecoded(name), value] as const;
    });
  const leftOut: LeftOut[] = [];
  const entries = [...byName(pairs)].map(([name, raw]) => {
    const parameter = parametersIn(operation, 'query').find(each => each.name === name);
    const schema = parameter && resolve(parameter.schema);
    if (schema && [schema.type ?? []].flat().includes('array')) {
      // A comma inside an item is escaped; one between items is not.
      const items = raw.flatMap(value =>
        value === '' ? [] : value.split(',').map(item => formDecoded(item, name)),
      );
      return [name, coerce(items, schema)] as const;
    }
    if (raw.length > 1) leftOut.push({ code: 'repeated', name: name.slice(0, 60) });
    const value = formDecoded(raw.at(-1) ?? '', name);
    return [name, schema ? coerce(value, schema) : value] as const;
  });
  for (const name of broken) leftOut.push({ code: 'brokenEscape', name: name.slice(0, 60) });
  return { values: Object.fromEntries(entries), leftOut };
}

function byName(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return values;
}
