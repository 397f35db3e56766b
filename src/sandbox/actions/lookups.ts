import { type Call } from '../call';
import { done, refuse, type Answer } from '../answer';
import { site, type Employer } from '../data/companies';
import { companyProfile } from '../data/companyProfile';
import { occupations } from '../data/occupations';
import { plain } from '../data/places';
import { countValues } from './facets';
import { geocode, suggestPlaces } from './geocode';

/** Values in the order of the documentation, however often jobs here have them. */
const documented = {
  work_models: ['remote', 'hybrid', 'onsite'],
  employment_types: ['full-time', 'part-time', 'contract', 'internship', 'freelance', 'temporary'],
  experience_levels: ['intern', 'entry', 'mid', 'senior', 'lead', 'executive'],
};

export function getCompany(call: Call): Answer {
  const id = call.path['id']?.toLowerCase() ?? '';
  // The route needs no key, so it looks through the companies of live and test data.
  const { live, test } = call.world.markets;
  const employer = live.employersById.get(id) ?? test.employersById.get(id);
  return employer
    ? done(companyProfile(employer))
    : refuse(404, 'There is no company with this id.');
}

export function geocodeLocation(call: Call): Answer {
  const { location } = call.query as { location: string };
  if (location.trim() === '') return refuse(400, 'location is empty; name a place.');
  return done(geocode(location));
}

export const getConnectorFilters = (call: Call): Answer =>
  done({
    enums: documented,
    sources: countValues(call.market.jobs, 'sources'),
  });

export function getConnectorFilterOptions(call: Call): Answer {
  const facet = call.path['facet'] ?? '';
  const { q = '', limit = 20 } = call.query as { q?: string; limit?: number };
  const start = plain(q);
  const options = countValues(call.market.jobs, facet).filter(({ key }) =>
    plain(key).includes(start),
  );
  return done({ facet, options: options.slice(0, limit) });
}

export function suggestLocations(call: Call): Answer {
  const { q, limit = 5 } = call.query as { q: string; limit?: number };
  return done({ suggestions: suggestPlaces(q, limit) });
}

const domainOf = (employer: Employer): string => new URL(site(employer)).hostname;

/** Companies with a word of the name, or a domain, that begins with the text. */
export function suggestCompanies(call: Call): Answer {
  const { q, limit = 5 } = call.query as { q: string; limit?: number };
  const start = plain(q);
  const found =
    start.length < 2
      ? []
      : call.market.employers.filter(
          each => ` ${plain(each.name)}`.includes(` ${start}`) || domainOf(each).startsWith(start),
        );
  return done({
    suggestions: found.slice(0, limit).map(each => ({
      id: each.id,
      name: each.name,
      domain: domainOf(each),
      logo_url: `${site(each)}/logo.png`,
    })),
  });
}

export function listOccupations(call: Call): Answer {
  const { q = '', limit = 20 } = call.query as { q?: string; limit?: number };
  const found = occupations.filter(({ name }) => plain(name).includes(plain(q)));
  return done({ occupations: found.slice(0, limit) });
}
