import { displayName, towns, type Place } from './places';
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
  /** Set up under Managed Job Scraping. */
  readonly managed: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const sizes = ['1-10', '11-50', '51-200', '201-500', '501-1000', '1001-5000'];
const day = 86_400_000;

/** `only` gives every employer the same source: that of the test data. */
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

const site = (employer: Employer): string => `https://${employer.slug}.example`;

/** The short form that jobs and career sites carry; `origin` is where this sandbox listens. */
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

export function companyProfile(employer: Employer): Readonly<Record<string, unknown>> {
  const home = site(employer);
  const leader = `${nameStarts[employer.founded % nameStarts.length] ?? 'Sorrel'} Adeyemi`;
  return {
    id: employer.id,
    name: employer.name,
    legal_name: `${employer.name} Ltd`,
    summary: employer.summary,
    description: `${employer.summary} Founded in ${employer.founded}; the sandbox made all of it up.`,
    website: home,
    listing_url: `${home}/jobs`,
    careers_url: `${home}/careers`,
    ats_provider: employer.source,
    logo_url: `${home}/logo.png`,
    linkedin_url: `https://social.example/company/${employer.slug}`,
    github_url: null,
    crunchbase_url: null,
    headquarters_location: displayName(employer.home),
    headquarters_city: employer.home.city,
    headquarters_region: employer.home.region,
    headquarters_regions: employer.home.region === null ? [] : [employer.home.region],
    country_code: employer.home.code,
    phone_number: null,
    email_address: `hello@${employer.slug}.example`,
    founding_year: String(employer.founded),
    company_size: employer.size,
    revenue: null,
    is_agency: false,
    industries: employer.industries,
    primary_industry: employer.industries[0] ?? null,
    categories: employer.categories,
    naics_codes: [],
    operating_status: 'active',
    company_type: 'for_profit',
    is_acquired: false,
    investors: [],
    funding_rounds: [],
    founders: [leader],
    leadership: [{ name: leader, title: 'Founder', linkedin_url: null, avatar_url: null }],
    ratings: [
      {
        source: 'Shopfloor',
        rating: 3 + (employer.founded % 20) / 10,
        url: null,
        review_count: employer.founded % 90,
      },
    ],
    h1b_annual_job_counts: [{ year: '2025', count: employer.founded % 7 }],
    technologies: ['PostgreSQL', 'TypeScript'],
    tech_stack: [{ name: 'PostgreSQL', categories: ['Database'] }],
    page_rank: null,
  };
}
