import { countries, displayName, plain, towns, type Place } from '../data/places';

export interface ResolvedPlaces {
  readonly remote: boolean;
  readonly places: readonly Place[];
}

const remoteWords =
  /^(fully |100% )?(remote|anywhere|worldwide|world wide|global|wfh|work from home|home office|distributed|telecommute)( only| first)?$/;
const placeholders =
  /^(tbd|tba|hq|headquarters|various|multiple|flexible|n\/?a|unknown|other|none|-|\d+ locations?|various locations|multiple locations)$/;

/** Whether the text says "no place in particular" rather than a place. */
const isPlaceholder = (text: string): boolean => placeholders.test(plain(text));

const names = (place: Place): readonly string[] =>
  [place.city ?? place.country, ...(place.city === null ? [place.code] : []), ...place.aliases].map(
    plain,
  );

const byName = new Map<string, Place>();
for (const place of [...countries, ...towns]) {
  for (const name of names(place)) byName.set(name, place);
}

/** Every place that a free text names: "Porto or Lyon", "Berlin, DE", "Remote", "Bavaria". */
export function resolvePlaces(text: string): ResolvedPlaces {
  const parts = text
    .split(/\s+(?:or|and|oder|und)\s+|\s*[&;/|]\s*/i)
    .map(plain)
    .filter(part => part !== '');
  return {
    remote: parts.some(part => remoteWords.test(part)),
    places: parts.flatMap(resolveOne),
  };
}

function resolveOne(part: string): readonly Place[] {
  if (remoteWords.test(part) || isPlaceholder(part)) return [];
  const whole = byName.get(part);
  if (whole) return [whole];
  const [first = '', ...rest] = part.split(',').map(piece => piece.trim());
  const remote = /^remote[ ,(-]+(.+?)\)?$/.exec(part)?.[1];
  if (remote !== undefined) return resolveOne(remote);
  if (rest.length === 0) return regionOf(first);
  const known = byName.get(first);
  const candidates = known ? [known] : regionOf(first);
  return candidates.filter(place => rest.every(piece => agrees(place, piece)));
}

function regionOf(name: string): readonly Place[] {
  const inside = towns.filter(town => plain(town.region ?? '') === name);
  const [first] = inside;
  return first ? [{ ...first, city: null, aliases: [] }] : [];
}

function agrees(place: Place, piece: string): boolean {
  const country = countries.find(({ code }) => code === place.code);
  const region = plain(place.region ?? '');
  if (region.startsWith(piece) || stateCodes[piece] === region) return true;
  return country !== undefined && names(country).includes(piece);
}

const stateCodes: Readonly<Record<string, string>> = {
  ny: 'new york',
  ca: 'california',
  tx: 'texas',
  co: 'colorado',
  mn: 'minnesota',
  on: 'ontario',
  ns: 'nova scotia',
};

/** Whether the town lies in the wanted town, region or country. */
export const standsIn = (town: Place, wanted: Place): boolean =>
  town.code === wanted.code &&
  (wanted.region === null || town.region === wanted.region) &&
  (wanted.city === null || town.city === wanted.city);

const located = (place: Place) => ({
  city: place.city,
  region: place.region,
  country: place.country,
  latitude: place.latitude,
  longitude: place.longitude,
  display_name: displayName(place),
  country_code: place.code,
});

const remoteLocation = {
  city: null,
  region: null,
  country: 'Remote',
  latitude: null,
  longitude: null,
  display_name: 'Remote',
  country_code: null,
  fuzzy_confidence: null,
};

export function geocode(text: string): Readonly<Record<string, unknown>> {
  const input = text.trim();
  const { remote, places } = resolvePlaces(input);
  const locations = [
    ...(remote ? [remoteLocation] : []),
    ...places.map(place => ({ ...located(place), fuzzy_confidence: null })),
  ];
  const succeeded = locations.length > 0;
  return {
    input,
    succeeded,
    locations,
    method: !succeeded ? 'no_match' : remote && places.length === 0 ? 'remote_keyword' : 'cache',
    error: succeeded ? null : 'No place was recognised in this text.',
  };
}

/** Places whose name or alias begins with the text, towns first. */
export function suggestPlaces(text: string, limit: number) {
  const start = plain(text);
  if (start.length < 2) return [];
  return [...towns, ...countries]
    .filter(place => names(place).some(name => name.startsWith(start)))
    .slice(0, limit)
    .map(located);
}
