import { countryRows, largeRows, smallRows, type Town } from './placeRows';

/** A town the sandbox knows, or a whole country (`city` and `region` null). */
export interface Place {
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string;
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Other spellings; compared after {@link plain}. */
  readonly aliases: readonly string[];
}

const split = (aliases: string | undefined): readonly string[] => aliases?.split(',') ?? [];

export const countries: readonly Place[] = countryRows.map(
  ([country, code, latitude, longitude, aliases]) => ({
    city: null,
    region: null,
    country,
    code,
    latitude,
    longitude,
    aliases: split(aliases),
  }),
);

const townOf = ([city, region, code, latitude, longitude, aliases]: Town): Place => ({
  city,
  region,
  country: countries.find(place => place.code === code)?.country ?? code,
  code,
  latitude,
  longitude,
  aliases: split(aliases),
});

/** Well-known towns: each trade has jobs in all of them. */
export const largeTowns: readonly Place[] = largeRows.map(townOf);
export const smallTowns: readonly Place[] = smallRows.map(townOf);
export const towns: readonly Place[] = [...largeTowns, ...smallTowns];

/** The text in lower case, without accents and doubled blanks: so places and names are compared. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/gi, 'l')
    .replace(/ø/gi, 'o')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

export const displayName = ({ city, region, country }: Place): string =>
  [city, region === city ? null : region, country].filter(part => part !== null).join(', ');
