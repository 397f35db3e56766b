import { towns, type Place } from './places';
import type { Random } from './random';
import { categories, industries, nameEnds, nameStarts, sources } from './vocabulary';

/** What the sandbox knows of one invented employer. */
export interface Employer {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly summary: string;
  readonly industries: readonly string[];
  readonly categories: readonly string[];
  readonly source: string;
  readonly home: Place;
  readonly founded: number;
  readonly size: string;
  /** Set up under Managed Job Scraping, so that the managed feed has its jobs. */
  readonly managed: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** From the smallest to the largest. */
export const sizes = ['1-10', '11-50', '51-200', '201-500', '501-1000', '1001-5000'];
const day = 86_400_000;

/** @param only the source of every employer; default: sources by chance */
export function makeEmployers(
  random: Random,
  count: number,
  now: number,
  only?: string,
): readonly Employer[] {
  const names = nameStarts.flatMap(start => nameEnds.map(end => `${start} ${end}`));
  return random.some(names, count).map((name, index) => {
    const trade = random.some(industries, 1 + random.below(2));
    const createdAt = now - Math.floor(random.next() * 400 * day) - day;
    return {
      id: random.uuid(),
      name,
      slug: name.toLowerCase().replace(/[^a-z]+/g, '-'),
      summary: `${name} works in ${trade.join(' and ').toLowerCase()} and hires from ${towns.length} towns.`,
      industries: trade,
      categories: random.some(categories, 1 + random.below(2)),
      source: only ?? random.pick(sources),
      home: random.pick(towns),
      founded: 1950 + random.below(74),
      size: random.pick(sizes),
      managed: index % 10 === 0,
      createdAt,
      updatedAt: createdAt + Math.floor(random.next() * (now - createdAt)),
    };
  });
}

/** Address of the employer's website. */
export const site = (employer: Employer): string => `https://${employer.slug}.example`;

/** The short form of a company in jobs and career sites. @param origin the sandbox's own address */
export const shortCompany = (employer: Employer, origin: string) => ({
  id: employer.id,
  name: employer.name,
  website: site(employer),
  logo_url: `${site(employer)}/logo.png`,
  summary: employer.summary,
  industries: employer.industries,
  categories: employer.categories,
  linkedin_url: `https://social.example/company/${employer.slug}`,
  crunchbase_url: null,
  details_url: `${origin}/api/companies/${employer.id}`,
});

export const careerSite = (employer: Employer, origin: string) => ({
  ...shortCompany(employer, origin),
  ats_provider: employer.source,
  listing_url: `${site(employer)}/jobs`,
  created_at: new Date(employer.createdAt).toISOString(),
  updated_at: new Date(employer.updatedAt).toISOString(),
});
