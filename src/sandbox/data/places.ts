/** A town the sandbox knows, or a whole country (`city` and `region` null). */
export interface Place {
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string;
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Other spellings people write; compared after {@link plain}. */
  readonly aliases: readonly string[];
}

type Town = readonly [
  city: string,
  region: string,
  code: string,
  lat: number,
  lon: number,
  aliases?: string,
];

const countryRows: readonly (readonly [string, string, number, number, string])[] = [
  ['United States', 'US', 39.78, -100.45, 'usa,united states of america,america,u.s.,u.s.a.'],
  ['Canada', 'CA', 61.07, -107.99, 'can'],
  ['United Kingdom', 'GB', 54.7, -3.28, 'uk,great britain,britain,england,gbr'],
  ['Ireland', 'IE', 52.87, -7.98, 'eire,irl'],
  ['Germany', 'DE', 51.16, 10.45, 'deutschland,deu'],
  ['Austria', 'AT', 47.59, 14.12, 'osterreich,aut'],
  ['France', 'FR', 46.6, 1.89, 'fra'],
  ['Spain', 'ES', 39.33, -4.84, 'espana,esp'],
  ['Portugal', 'PT', 39.66, -8.14, 'prt'],
  ['Netherlands', 'NL', 52.24, 5.63, 'holland,the netherlands,nederland,nld'],
  ['Poland', 'PL', 52.22, 19.13, 'polska,pol'],
  ['Sweden', 'SE', 59.67, 14.52, 'sverige,swe'],
  ['Denmark', 'DK', 55.67, 10.33, 'danmark,dnk'],
  ['India', 'IN', 22.35, 78.67, 'bharat,ind'],
  ['Japan', 'JP', 36.57, 139.24, 'nippon,jpn'],
  ['Australia', 'AU', -24.78, 134.76, 'aus'],
  ['Brazil', 'BR', -10.33, -53.2, 'brasil,bra'],
  ['Kenya', 'KE', 1.44, 38.43, 'ken'],
];

const townRows: readonly Town[] = [
  ['New York', 'New York', 'US', 40.713, -74.006, 'nyc,new york city,big apple'],
  ['San Francisco', 'California', 'US', 37.779, -122.42, 'sf,san fran,bay area'],
  ['Los Angeles', 'California', 'US', 34.054, -118.243, 'la'],
  ['Austin', 'Texas', 'US', 30.271, -97.743, 'atx'],
  ['Boulder', 'Colorado', 'US', 40.015, -105.271],
  ['Duluth', 'Minnesota', 'US', 46.773, -92.125],
  ['Toronto', 'Ontario', 'CA', 43.653, -79.384],
  ['Halifax', 'Nova Scotia', 'CA', 44.649, -63.575],
  ['London', 'England', 'GB', 51.507, -0.128],
  ['Leeds', 'England', 'GB', 53.797, -1.544],
  ['Edinburgh', 'Scotland', 'GB', 55.953, -3.188],
  ['Cork', 'Munster', 'IE', 51.898, -8.473],
  ['Berlin', 'Berlin', 'DE', 52.517, 13.389, 'bln'],
  ['Munich', 'Bavaria', 'DE', 48.137, 11.575, 'munchen,muenchen'],
  ['Cologne', 'North Rhine-Westphalia', 'DE', 50.938, 6.96, 'koln,koeln'],
  ['Vienna', 'Vienna', 'AT', 48.208, 16.373, 'wien'],
  ['Lyon', 'Auvergne-Rhône-Alpes', 'FR', 45.758, 4.832, 'lyons'],
  ['Nantes', 'Pays de la Loire', 'FR', 47.218, -1.554],
  ['Valencia', 'Valencian Community', 'ES', 39.47, -0.376],
  ['Lisbon', 'Lisbon', 'PT', 38.708, -9.137, 'lisboa'],
  ['Braga', 'Norte', 'PT', 41.551, -8.423],
  ['Utrecht', 'Utrecht', 'NL', 52.091, 5.122],
  ['Gdańsk', 'Pomerania', 'PL', 54.347, 18.645, 'danzig'],
  ['Kraków', 'Lesser Poland', 'PL', 50.062, 19.937, 'cracow'],
  ['Gothenburg', 'Västra Götaland', 'SE', 57.707, 11.967, 'goteborg'],
  ['Aarhus', 'Central Denmark', 'DK', 56.157, 10.211, 'arhus'],
  ['Bengaluru', 'Karnataka', 'IN', 12.977, 77.59, 'bangalore'],
  ['Mumbai', 'Maharashtra', 'IN', 19.055, 72.869, 'bombay'],
  ['Osaka', 'Osaka Prefecture', 'JP', 34.694, 135.502, '大阪'],
  ['Melbourne', 'Victoria', 'AU', -37.814, 144.963],
  ['Recife', 'Pernambuco', 'BR', -8.058, -34.885],
  ['Nairobi', 'Nairobi County', 'KE', -1.283, 36.817],
];

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

export const towns: readonly Place[] = townRows.map(
  ([city, region, code, latitude, longitude, aliases]) => ({
    city,
    region,
    country: countries.find(place => place.code === code)?.country ?? code,
    code,
    latitude,
    longitude,
    aliases: split(aliases),
  }),
);

/** Lower case, without accents and doubled blanks: how places and names are compared. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ł/gi, 'l')
    .replace(/ø/gi, 'o')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

export const displayName = ({ city, region, country }: Place): string =>
  [city, region === city ? null : region, country].filter(part => part !== null).join(', ');
