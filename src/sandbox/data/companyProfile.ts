import { site, sizes, type Employer } from './companies';
import { displayName } from './places';
import { nameStarts } from './vocabulary';

/** A year's revenue as profiles show it. It goes with the size, so that filters for both together find something. */
const revenues: readonly string[] = [
  'Less than $1M',
  '$1M to $10M',
  '$10M to $50M',
  '$50M to $100M',
  '$100M to $500M',
  '$500M to $1B',
];

export const revenueOf = ({ size }: Employer): string => revenues[sizes.indexOf(size)] ?? '';

const linkNames = ['twitter', 'facebook', 'instagram', 'angellist', 'youtube', 'github', 'g2'];

/** The entries in every third profile, else an empty list. It is never left out, as clients take it as required. */
const sometimes = <T>(
  { founded }: Employer,
  turn: number,
  ...entries: readonly T[]
): readonly T[] => ((founded + turn) % 3 === 0 ? entries : []);

export function companyProfile(employer: Employer): Readonly<Record<string, unknown>> {
  const home = site(employer);
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
    linkedin_company_id: null,
    ...Object.fromEntries(linkNames.map(name => [`${name}_url`, null])),
    crunchbase_url: null,
    headquarters_location: displayName(employer.home),
    headquarters_city: employer.home.city,
    headquarters_region: employer.home.region,
    headquarters_regions: employer.home.region === null ? [] : [employer.home.region],
    country_code: employer.home.code,
    continent: null,
    phone_number: null,
    email_address: `hello@${employer.slug}.example`,
    founding_year: String(employer.founded),
    company_size: employer.size,
    revenue: revenueOf(employer),
    is_agency: false,
    industries: employer.industries,
    primary_industry: employer.industries[0] ?? null,
    categories: employer.categories,
    page_rank: null,
    ...standing(employer),
    ...people(employer),
    ...products(employer),
    ...relations(employer),
  };
}

const standing = (employer: Employer) => ({
  naics_codes: sometimes(employer, 0, '541512'),
  operating_status: 'active',
  ipo_status: null,
  company_type: 'for_profit',
  stock_symbol: null,
  stock_exchange: null,
  is_acquired: false,
  acquired_by_company: null,
  parent_company_url: null,
  funding_stage: null,
  total_funding: null,
  funds_total_formatted: null,
  investors: sometimes(employer, 1, 'Harbour Wall Ventures'),
  investor_types: sometimes(employer, 1, 'venture_capital'),
  funding_rounds: sometimes(employer, 1, {
    investment_type: 'seed',
    announced_on: `${employer.founded + 2}-03-01`,
    raised_amount: '$1.5M',
    post_money_valuation: null,
    investor_count: 1,
    lead_investor: 'Harbour Wall Ventures',
  }),
});

function people(employer: Employer) {
  const { founded } = employer;
  const leader = `${nameStarts[founded % nameStarts.length] ?? 'Sorrel'} Adeyemi`;
  return {
    founders: [leader],
    leadership: [{ name: leader, title: 'Founder', linkedin_url: null, avatar_url: null }],
    leadership_hires: sometimes(employer, 2, { date: '2026-02-01' }),
    layoffs: sometimes(employer, 0, { date: '2025-09-15' }),
    ratings: [
      {
        source: 'Shopfloor',
        rating: (3 + (founded % 20) / 10).toFixed(1),
        url: null,
        review_count: founded % 90,
      },
    ],
    press_references: sometimes(employer, 1, {
      url: `${site(employer)}/press/1`,
      posted_on: '2026-04-20',
      title: `${employer.name} moves house`,
      publisher: 'The Harbour Post',
    }),
    h1b_annual_job_counts: [{ year: '2025', count: founded % 7 }],
    h1b_title_distribution: sometimes(employer, 2, { title: 'Engineer', count: founded % 7 }),
  };
}

const products = (employer: Employer) => ({
  technology_list: sometimes(employer, 0, 'PostgreSQL'),
  technologies: ['PostgreSQL', 'TypeScript'],
  tech_stack: [{ name: 'PostgreSQL', categories: ['Database'] }],
  products: sometimes(employer, 1, { name: `${employer.name} One`, description: null }),
  software_used: sometimes(employer, 2, { name: 'TypeScript', description: null }),
  research_focus_areas: sometimes(employer, 0, 'Tides'),
});

const relations = (employer: Employer) => ({
  acquisitions: sometimes(employer, 1, { acquiree_name: 'Old Quay Tools', title: null }),
  exits: sometimes(employer, 2, { name: 'Old Quay Tools', description: null }),
  subsidiary_list: sometimes(employer, 0, `${employer.name} North`),
  sub_organizations: sometimes(employer, 0, {
    name: `${employer.name} North`,
    ownership_type: null,
    title: null,
  }),
  featured_lists: sometimes(employer, 1, {
    title: 'Quiet employers',
    org_num: 120,
    funding_total_formatted: null,
    funding_total_usd: null,
  }),
  event_appearances: sometimes(employer, 2, {
    appearance_type: 'speaker',
    event: 'Harbour Days',
    event_starts_on: '2026-05-04',
    image: null,
  }),
});
