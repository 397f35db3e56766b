import { catalog } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import { decoded } from './pastedQuery';
import type { PasteProblem } from './pasted';

type Found =
  | { readonly ok: true; readonly operation: Operation; readonly path: Record<string, string> }
  | { readonly ok: false; readonly problem: PasteProblem };

/** The operation of a method and a path; literal segments win over parameters. */
export function operationAt(method: string, pathname: string): Found {
  const matches = catalog.operations
    .flatMap(operation => {
      const path = match(operation.path, pathname);
      return path ? [{ operation, path }] : [];
    })
    .sort((a, b) => Object.keys(a.path).length - Object.keys(b.path).length);
  const [best] = matches;
  if (!best) return { ok: false, problem: { code: 'notAnOperation', path: pathname.slice(0, 80) } };
  const found = matches.find(({ operation }) => operation.method === method);
  if (found) return { ok: true, ...found };
  const allowed = matches
    .filter(({ operation }) => operation.path === best.operation.path)
    .map(({ operation }) => operation.method);
  return { ok: false, problem: { code: 'otherMethod', method: method.slice(0, 20), allowed } };
}

function match(template: string, pathname: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = pathname.replace(/(?<!\/)\/+$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const path: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    const value = given[i] ?? '';
    if (name === undefined ? segment !== value : value === '') return undefined;
    if (name !== undefined) path[name] = decoded(value);
  }
  return path;
}
