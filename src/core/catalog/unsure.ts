import { resolve } from './catalog';
import type { Operation } from './operation';

/** The parameters and the members of the body, by name, of which nobody documents that they are so. */
export function unsureNames({ parameters, body }: Operation): readonly string[] {
  const members = Object.entries(resolve(body?.schema ?? {}).properties ?? {});
  return [
    ...parameters.filter(({ confidence }) => confidence === 'low').map(({ name }) => name),
    ...members.filter(([, schema]) => schema['x-jobo-confidence'] === 'low').map(([name]) => name),
  ];
}
