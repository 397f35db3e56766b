const union = 'IE,DE,AT,FR,BE,LU,ES,PT,IT,NL,PL,CZ,HU,RO,GR,SE,DK,FI,EE,BG,HR,SK,SI,LT,LV';
const europe = `${union},GB,CH,NO,UA,RS,IS`;
const asia = 'IN,SG,HK,CN,JP,KR,PH,ID,MY,TH,VN,TW,PK,BD';

const wide: Readonly<Record<string, string>> = {
  europe,
  eu: union,
  'european union': union,
  emea: `${europe},TR,IL,AE,ZA,NG,EG,KE,SA,QA,MA,GH`,
  dach: 'DE,AT,CH',
  benelux: 'BE,NL,LU',
  nordics: 'SE,NO,DK,FI',
  scandinavia: 'SE,NO,DK',
  asia,
  apac: `${asia},AU,NZ`,
  'middle east': 'IL,AE,TR,SA,QA',
  africa: 'ZA,NG,EG,KE,MA,GH',
  oceania: 'AU,NZ',
  'north america': 'US,CA,MX',
  'south america': 'BR,AR,CL,CO,PE',
  'latin america': 'MX,BR,AR,CL,CO,PE',
  latam: 'MX,BR,AR,CL,CO,PE',
};

/** Parts of the world that people take for a place, with the codes of the countries in them that the sandbox knows. */
export const wideRegions: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(wide).map(([name, codes]) => [name, codes.split(',')]),
);

/** Parts of a country that are not a state, with those regions in them in which the sandbox has towns. */
export const regionGroups: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'east coast':
      'new york,massachusetts,district of columbia,pennsylvania,north carolina,georgia,florida',
    'west coast': 'california,oregon,washington',
    midwest: 'illinois,michigan,minnesota',
    'new england': 'massachusetts',
    'pacific northwest': 'washington,oregon',
  }).map(([name, regions]) => [name, regions.split(',')]),
);

/** Codes of states and provinces, as addresses have them after a town. */
export const stateCodes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ny: 'new york',
    ca: 'california',
    tx: 'texas',
    co: 'colorado',
    mn: 'minnesota',
    il: 'illinois',
    ma: 'massachusetts',
    wa: 'washington',
    ga: 'georgia',
    fl: 'florida',
    or: 'oregon',
    az: 'arizona',
    pa: 'pennsylvania',
    mi: 'michigan',
    nv: 'nevada',
    tn: 'tennessee',
    nc: 'north carolina',
    ut: 'utah',
    dc: 'district of columbia',
    on: 'ontario',
    ns: 'nova scotia',
    bc: 'british columbia',
    qc: 'quebec',
    ab: 'alberta',
    nsw: 'new south wales',
    vic: 'victoria',
  }),
);

/** Local names of regions. */
export const regionNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bayern: 'bavaria',
    hessen: 'hesse',
    sachsen: 'saxony',
    niedersachsen: 'lower saxony',
    nrw: 'north rhine-westphalia',
    'nordrhein-westfalen': 'north rhine-westphalia',
    'ile de france': 'ile-de-france',
    catalunya: 'catalonia',
    cataluna: 'catalonia',
    andalucia: 'andalusia',
    lombardia: 'lombardy',
    piemonte: 'piedmont',
    'noord-holland': 'north holland',
    'zuid-holland': 'south holland',
  }),
);
