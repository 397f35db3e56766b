import { findOperation, parametersIn, resolve } from '../catalog/catalog';
import type { Operation } from '../catalog/operation';
import type { Draft } from '../request/draft';
import { jsonText } from '../body/writeJson';
import { parseJson } from '../request/parseJson';

/**
 * A draft of another operation, with the path values and body members that both have. Places of a feed become texts, as
 * search takes them. Cursor and sizes are left out: they belong to the old operation.
 */
export function carryOver(draft: Draft, operationId: string): Draft {
  const operation = findOperation(operationId);
  if (!operation) return draft;
  const path = Object.fromEntries(
    parametersIn(operation, 'path').flatMap(({ name }) =>
      draft.path[name] === undefined ? [] : [[name, draft.path[name]]],
    ),
  );
  const body = bodyOf(draft, operation);
  return {
    operationId,
    path,
    query: {},
    headers: {},
    ...(body !== undefined && { body }),
  };
}

const ownToTheOld: ReadonlySet<string> = new Set(['cursor', 'batch_size', 'page', 'page_size']);

function bodyOf(draft: Draft, { body }: Operation): string | undefined {
  if (body?.contentType !== 'application/json') return undefined;
  const parsed = parseJson(draft.body ?? '');
  const members =
    parsed.ok && typeof parsed.value === 'object' && parsed.value !== null
      ? Object.entries(parsed.value)
      : [];
  const known = resolve(body.schema).properties ?? {};
  const carried = members.flatMap(([name, value]): [string, unknown][] => {
    if (ownToTheOld.has(name) || !Object.hasOwn(known, name)) return [];
    return [[name, name === 'locations' && Array.isArray(value) ? value.map(placeText) : value]];
  });
  return jsonText(Object.fromEntries(carried), true);
}

/** `{city, region, country}` as "Porto, Portugal"; anything else as it is. */
function placeText(place: unknown): unknown {
  if (typeof place !== 'object' || place === null) return place;
  const { city, region, country } = place as Readonly<Record<string, unknown>>;
  return [city, region, country].filter(part => typeof part === 'string').join(', ');
}
