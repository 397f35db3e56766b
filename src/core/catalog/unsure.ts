import { resolve } from './catalog';
import type { Operation } from './operation';

/** Names of the parameters and body members that no public source confirms. */
export function unsureNames({ parameters, body }: Operation): readonly string[] {
  const members = Object.entries(resolve(body?.schema ?? {}).properties ?? {});
  return [
    ...parameters.filter(({ confidence }) => confidence === 'low').map(({ name }) => name),
    ...members.filter(([, schema]) => schema['x-jobo-confidence'] === 'low').map(([name]) => name),
  ];
}
