import { shortCompany } from '../data/companies';
import type { Job } from '../data/jobs';
import { displayName } from '../data/places';
import { employmentTypes, experienceLevels, workModels, type Choice } from '../data/vocabulary';

const shown = (choices: readonly Choice[], value: string): string =>
  choices.find(([input]) => input === value)?.[1] ?? value;

const time = (ms: number): string => new Date(ms).toISOString();

/** The members that `include_fields` can leave out. */
const heavy: Readonly<Record<string, (job: Job) => unknown>> = {
  description: job =>
    `<p>${job.summary}</p><h3>What you will do</h3><ul>${job.tasks.map(task => `<li>${task}</li>`).join('')}</ul><p>${job.employer.summary}</p>`,
  // Some jobs have no summary yet, as in the API.
  summary: job => (job.number % 17 === 0 ? null : job.summary),
  qualifications: job => ({
    must_have: {
      education: job.education,
      certifications: job.certifications,
      skills: job.mustSkills,
    },
    preferred: { education: [], certifications: [], skills: job.niceSkills },
  }),
  responsibilities: job => job.tasks,
  benefits: job => job.benefits,
};

/** A job as answers show it; with `fields` only those members that may be left out and are named there. */
export function presentJob(
  job: Job,
  origin: string,
  fields?: readonly string[],
): Readonly<Record<string, unknown>> {
  const kept = Object.entries(heavy).filter(([name]) => fields?.includes(name) ?? true);
  return {
    id: job.id,
    external_id:
      job.number % 5 === 0 ? null : `${job.employer.slug.slice(0, 3).toUpperCase()}-${job.number}`,
    title: job.title,
    normalized_title: job.normalizedTitle,
    company: shortCompany(job.employer, origin),
    ...Object.fromEntries(kept.map(([name, value]) => [name, value(job)])),
    listing_url: `https://${job.employer.slug}.example/jobs/${job.number}`,
    apply_url: job.applyUrl,
    locations: job.places.map(place => ({
      location: displayName(place),
      city: place.city,
      region: place.region,
      country: place.country,
      latitude: place.latitude,
      longitude: place.longitude,
    })),
    compensation: job.pay,
    employment_type: shown(employmentTypes, job.employmentType),
    workplace_type: shown(workModels, job.workModel),
    experience_level: shown(experienceLevels, job.experienceLevel),
    source: job.source,
    created_at: time(job.createdAt),
    updated_at: time(job.updatedAt),
    date_posted: time(job.postedAt),
    valid_through: job.number % 4 === 0 ? time(job.postedAt + 60 * 86_400_000) : null,
    is_work_auth_required: job.flags[0],
    is_h1b_sponsor: job.flags[1],
    is_clearance_required: job.flags[2],
  };
}
