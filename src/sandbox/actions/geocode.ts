import { countries, displayName, plain, towns, type Place } from '../data/places';
import { regionGroups, regionNames, stateCodes, wideRegions } from '../data/regions';

export interface ResolvedPlaces {
  /** Work models that the text names instead of a place, like "remote". */
  readonly workModels: readonly string[];
  readonly places: readonly Place[];
}

const remoteWords =
  /^(fully |100% )?(remote|anywhere|worldwide|world wide|global|wfh|work from home|home office|distributed|telecommute)( only| first)?$/;
const hybridWords = /^hybrid( only)?$/;
const onsiteWords = /^(on-? ?site|in[- ](the )?office|office|in[- ]person)( only)?$/;
const models: readonly (readonly [model: string, words: RegExp])[] = [
  ['remote', remoteWords],
  ['hybrid', hybridWords],
  ['onsite', onsiteWords],
];
const placeholders =
  /^(tbd|tba|hq|headquarters|various|multiple|flexible|n\/?a|unknown|other|none|-|\d+ locations?|various locations|multiple locations)$/;

/** Whether the text stands for no place in particular, like "various". */
const isPlaceholder = (text: string): boolean => placeholders.test(plain(text));

const names = (place: Place): readonly string[] =>
  [place.city ?? place.country, ...(place.city === null ? [place.code] : []), ...place.aliases].map(
    plain,
  );

const byName = new Map<string, Place>();
for (const place of [...countries, ...towns]) {
  for (const name of names(place)) byName.set(name, place);
}

/** Words around a place that are dropped: "Greater London", "the Berlin area", "in Porto", "USA only". */
const around =
  /^(?:in|near|around|greater|metro|city of|the)\s+|\s+(?:bay area|area|metro|metropolitan area|region|city|and surroundings|only|based)$|-based$/g;

const postalCodes = /(^|[ ,])(?:[a-z]{1,2}-)?\d{4,6}(?=$|[ ,])/g;

/** "Muenchen" finds "Munchen", too. */
const folded = (text: string): string => text.replace(/([aou])e/g, '$1');

function named(text: string): readonly Place[] | undefined {
  const known = byName.get(text) ?? byName.get(folded(text));
  if (known) return [known];
  const regions = regionGroups.get(text);
  if (regions) return regions.flatMap(regionOf);
  const codes = wideRegions.get(text);
  return codes && countries.filter(({ code }) => codes.includes(code));
}

/** All places and work models that a free text names: "Porto or Lyon", "Berlin, DE", "Remote", "Bavaria". */
export function resolvePlaces(text: string): ResolvedPlaces {
  const parts = text
    .split(/\s+(?:or|and|oder|und)\s+|\s*[&;/|]\s*/i)
    .map(plain)
    .filter(part => part !== '');
  return {
    workModels: models.flatMap(([model, words]) =>
      parts.some(part => words.test(part)) ? [model] : [],
    ),
    places: parts.flatMap(resolveOne),
  };
}

function resolveOne(text: string): readonly Place[] {
  if (models.some(([, words]) => words.test(text)) || isPlaceholder(text)) return [];
  const part = withoutModel(text).replace(postalCodes, '$1').trim();
  const whole = named(part) ?? stateIn(part) ?? named(part.replace(around, ''));
  if (whole) return whole;
  const [first = '', ...rest] = part.split(',').map(piece => piece.trim());
  if (rest.length === 0) return regionOf(first);
  const candidates = named(first) ?? regionOf(first);
  return candidates.filter(place => rest.every(piece => agrees(place, piece)));
}

/** "Remote, Germany" and "Germany (remote)" name Germany. */
const withoutModel = (text: string): string =>
  text
    .replace(/^(?:remote|hybrid)\b[ ,(-]*/, '')
    .replace(/\b(?:remote|hybrid)\)?$/, '')
    .replace(/^[ ,(-]+|[ ,)(-]+$/g, '');

/** "Washington State" is not the town of that name. */
function stateIn(part: string): readonly Place[] | undefined {
  const [, name] = /^(?:the )?state of (.+)$/.exec(part) ?? /^(.+) state$/.exec(part) ?? [];
  const region = name === undefined ? [] : regionOf(name);
  return region.length > 0 ? region : undefined;
}

function regionOf(name: string): readonly Place[] {
  const wanted = regionNames.get(name) ?? name;
  const inside = towns.filter(town => plain(town.region ?? '') === wanted);
  const [first] = inside;
  return first ? [{ ...first, city: null, aliases: [] }] : [];
}

function agrees(place: Place, piece: string): boolean {
  const country = countries.find(({ code }) => code === place.code);
  const region = plain(place.region ?? '');
  if (region.startsWith(piece) || stateCodes.get(piece) === region) return true;
  return country !== undefined && names(country).includes(piece);
}

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
  const { workModels, places } = resolvePlaces(input);
  const remote = workModels.includes('remote');
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
