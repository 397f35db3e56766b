import { catalog } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import { percentDecoded } from './percent';

type OperationMatch =
  | {
      readonly ok: true;
      readonly operation: Operation;
      readonly path: Record<string, string>;
      /** Names of path values with a percent sign that begins no escape. */
      readonly broken: readonly string[];
    }
  | {
      readonly ok: false;
      readonly problem:
        | { readonly code: 'notAnOperation'; readonly path: string }
        | {
            readonly code: 'otherMethod';
            readonly method: string;
            readonly path: string;
            readonly allowed: readonly string[];
          };
    };

/** The operation of a method and a path. The path with the fewest parameters wins, whatever the method. */
export function operationAt(method: string, pathname: string): OperationMatch {
  const matches = catalog().operations.flatMap(operation => {
    const found = match(operation.path, pathname);
    return found ? [{ operation, ...found }] : [];
  });
  const least = Math.min(...matches.map(({ path }) => Object.keys(path).length));
  const here = matches.filter(({ path }) => Object.keys(path).length === least);
  const [best] = here;
  if (!best) return { ok: false, problem: { code: 'notAnOperation', path: pathname.slice(0, 80) } };
  const found = here.find(({ operation }) => operation.method === method);
  if (found) return { ok: true, ...found };
  const allowed = here.map(({ operation }) => operation.method);
  const { path } = best.operation;
  return {
    ok: false,
    problem: { code: 'otherMethod', method: method.slice(0, 20), path, allowed },
  };
}

function match(template: string, pathname: string) {
  const wanted = template.split('/');
  const given = pathname.replace(/(?<!\/)\/+$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const path: Record<string, string> = {};
  const broken: string[] = [];
  for (const [i, segment] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    const value = given[i] ?? '';
    if (name === undefined ? segment !== value : value === '') return undefined;
    if (name === undefined) continue;
    const { text, isBroken } = percentDecoded(value);
    path[name] = text;
    if (isBroken) broken.push(name);
  }
  return { path, broken };
}
