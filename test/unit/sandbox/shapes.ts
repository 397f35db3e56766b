import assert from 'node:assert/strict';

type Scalar = 'text' | 'number' | 'yes or no';

/** What a client's type says of a value: a list holds entries of one shape, an object at least these members. */
export type Shape =
  | Scalar
  | `${Scalar} or null`
  | readonly [Shape]
  | { readonly orNull: Shape }
  | { readonly members: Readonly<Record<string, Shape>> };

/** Fails with the place of what is absent or of another type. */
export function assertShape(value: unknown, shape: Shape, place = ''): void {
  assert.notEqual(value, undefined, `${place} is absent`);
  if (typeof shape === 'string') {
    const [type = '', orNull] = shape.split(' or null');
    if (orNull !== undefined && value === null) return;
    assert.equal(typeOf(value), type, `${place} is ${JSON.stringify(value)}`);
  } else if (Array.isArray(shape)) {
    assert.ok(Array.isArray(value), `${place} is no list: ${JSON.stringify(value)}`);
    value.forEach((entry, n) => assertShape(entry, shape[0] as Shape, `${place}[${n}]`));
  } else if ('orNull' in shape) {
    if (value !== null) assertShape(value, shape.orNull, place);
  } else if ('members' in shape) {
    assert.ok(typeof value === 'object' && value !== null, `${place} is no object`);
    for (const [name, member] of Object.entries(shape.members))
      assertShape((value as Record<string, unknown>)[name], member, `${place}.${name}`);
  }
}

const typeOf = (value: unknown): string =>
  typeof value === 'string'
    ? 'text'
    : typeof value === 'number'
      ? 'number'
      : typeof value === 'boolean'
        ? 'yes or no'
        : 'another type';

const each = (shape: Shape, names: string): Readonly<Record<string, Shape>> =>
  Object.fromEntries(names.split(' ').map(name => [name, shape]));

const texts: Shape = ['text'];

const skills: Shape = [{ members: each('text', 'name type') }];
const bucket: Shape = { members: { education: texts, certifications: texts, skills } };

const shortCompany: Readonly<Record<string, Shape>> = {
  ...each('text', 'id name'),
  ...each('text or null', 'website logo_url summary linkedin_url crunchbase_url details_url'),
  ...each(texts, 'industries categories'),
};

const jobCore: Readonly<Record<string, Shape>> = {
  ...each('text', 'id title created_at updated_at source listing_url apply_url'),
  ...each('text or null', 'external_id normalized_title date_posted valid_through'),
  ...each('text or null', 'employment_type workplace_type experience_level'),
  company: { members: shortCompany },
  locations: [
    {
      members: {
        ...each('text or null', 'location city region country'),
        ...each('number or null', 'latitude longitude'),
      },
    },
  ],
  compensation: {
    orNull: {
      members: {
        ...each('number or null', 'min max'),
        ...each('text or null', 'currency period'),
      },
    },
  },
  ...each('yes or no or null', 'is_work_auth_required is_h1b_sponsor is_clearance_required'),
};

/** A job without the heavy fields. */
export const trimmedJob: Shape = { members: jobCore };
export const job: Shape = {
  members: {
    ...jobCore,
    description: 'text',
    summary: 'text or null',
    qualifications: { members: { must_have: bucket, preferred: bucket } },
    ...each(texts, 'responsibilities benefits'),
  },
};

const counted: Shape = [{ members: { key: 'text', count: 'number' } }];

export const searchOf = (row: Shape, facets: readonly string[]): Shape => ({
  members: {
    jobs: [row],
    ...each('number', 'total page page_size total_pages'),
    facets: { members: Object.fromEntries(facets.map(name => [name, counted])) },
  },
});

const cursor = { next_cursor: 'text or null', has_more: 'yes or no' } as const;
export const feed: Shape = {
  members: { jobs: [job], ...cursor, estimated_total: 'number or null' },
};
export const expired: Shape = { members: { job_ids: texts, ...cursor } };
export const careerSites: Shape = {
  members: {
    career_sites: [{ members: { ...shortCompany, ...each('text', 'ats_provider listing_url') } }],
    ...cursor,
  },
};

const place: Readonly<Record<string, Shape>> = {
  ...each('text or null', 'city region country display_name country_code'),
  ...each('number or null', 'latitude longitude'),
};
export const geocoded: Shape = {
  members: {
    input: 'text',
    succeeded: 'yes or no',
    locations: [{ members: { ...place, fuzzy_confidence: 'number or null' } }],
    ...each('text or null', 'method error'),
  },
};
export const placeSuggestions: Shape = { members: { suggestions: [{ members: place }] } };

export const companySuggestions: Shape = {
  members: {
    suggestions: [
      { members: { ...each('text', 'id name'), ...each('text or null', 'domain logo_url') } },
    ],
  },
};
export const occupationList: Shape = {
  members: { occupations: [{ members: each('text', 'id name') }] },
};

export const filters: Shape = {
  members: {
    enums: { members: each(texts, 'work_models employment_types experience_levels') },
    sources: counted,
  },
};
export const filterOptions: Shape = { members: { facet: 'text', options: counted } };

export const company: Shape = {
  members: {
    ...each('text', 'id name'),
    ...each(
      'text or null',
      'legal_name summary description website listing_url careers_url ats_provider logo_url linkedin_url linkedin_company_id twitter_url facebook_url instagram_url angellist_url youtube_url github_url g2_url crunchbase_url headquarters_location headquarters_city headquarters_region country_code continent phone_number email_address founding_year company_size revenue primary_industry operating_status ipo_status company_type stock_symbol stock_exchange acquired_by_company parent_company_url funding_stage total_funding funds_total_formatted',
    ),
    ...each('yes or no', 'is_agency is_acquired'),
    page_rank: 'number or null',
    ...each(
      texts,
      'headquarters_regions industries categories naics_codes investors investor_types founders technology_list technologies research_focus_areas subsidiary_list',
    ),
    funding_rounds: [
      {
        members: {
          ...each(
            'text or null',
            'investment_type announced_on raised_amount post_money_valuation lead_investor',
          ),
          investor_count: 'number',
        },
      },
    ],
    leadership: [{ members: each('text or null', 'name title linkedin_url avatar_url') }],
    ...each([{ members: each('text or null', 'date') }], 'leadership_hires layoffs'),
    ratings: [
      {
        members: {
          ...each('text or null', 'source url'),
          rating: 'text',
          review_count: 'number or null',
        },
      },
    ],
    press_references: [{ members: each('text or null', 'url posted_on title publisher') }],
    h1b_annual_job_counts: [{ members: { year: 'text', count: 'number' } }],
    h1b_title_distribution: [{ members: { title: 'text', count: 'number' } }],
    tech_stack: [{ members: { name: 'text', categories: texts } }],
    ...each(
      [{ members: each('text or null', 'name description') }],
      'products software_used exits',
    ),
    acquisitions: [{ members: each('text or null', 'acquiree_name title') }],
    sub_organizations: [{ members: each('text or null', 'name ownership_type title') }],
    featured_lists: [
      {
        members: {
          ...each('text or null', 'title funding_total_formatted'),
          ...each('number or null', 'org_num funding_total_usd'),
        },
      },
    ],
    event_appearances: [
      { members: each('text or null', 'appearance_type event event_starts_on image') },
    ],
  },
};

const formField: Shape = {
  members: {
    ...each('text', 'field_id type label'),
    ...each('yes or no', 'required requires_answer'),
  },
};
export const application: Shape = {
  members: {
    ...each('text', 'api_version id provider_id provider_name status'),
    failure: { orNull: { members: { code: 'text', detail: 'text or null' } } },
    current_step: {
      orNull: {
        members: {
          ...each('text', 'id answers_expire_at'),
          ...each('number', 'sequence correction_round'),
          fields: [formField],
          command_errors: [{ members: each('text', 'field_id code message') }],
        },
      },
    },
  },
};
export const applications: Shape = { members: { data: [application], ...cursor } };

const profileFrame = each('text', 'id name status created_at updated_at');
/** Of the newer contract. */
export const profile: Shape = {
  members: {
    ...profileFrame,
    import_error: 'text or null',
    contact: { members: each('text', 'first_name last_name email') },
    ...each([{ members: {} }], 'work_experience education'),
  },
};
/** Of the first one. */
export const flatProfile: Shape = {
  members: { ...profileFrame, ...each('text', 'first_name last_name email') },
};
