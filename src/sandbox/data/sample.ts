import { findOperation } from '../../core/catalog/catalog';
import type { Employer } from './companies';
import type { Job } from './jobs';
import { towns } from './places';

/** The id that the description has as the operation's example, so that an id copied from there is found here. */
export function sampleId(operationId: string): string {
  const example = findOperation(operationId)?.parameters.find(({ name }) => name === 'id')?.example;
  if (typeof example !== 'string') throw new Error(`${operationId} has no example of an id`);
  return example;
}

const day = 86_400_000;

const home = () => towns.filter(({ city }) => city === 'Porto');

/** The employer in the examples of the description. */
export function sampleEmployer(now: number): Employer {
  const [porto] = home();
  if (!porto) throw new Error('no Porto');
  return {
    id: sampleId('getCompany'),
    name: 'Harbour Kiln Ceramics',
    slug: 'harbourkiln',
    summary: 'Makes glazed tiles and sells them to architects.',
    industries: ['Building Materials'],
    categories: ['b2b'],
    source: 'ashby',
    home: porto,
    founded: 1987,
    size: '51-200',
    managed: true,
    createdAt: now - 40 * day,
    updatedAt: now - 2 * day,
  };
}

/** The job in the examples of the description. */
export const sampleJob = (employer: Employer, now: number): Job => ({
  id: sampleId('getJob'),
  number: 417,
  employer,
  title: 'Firmware Engineer, Kiln Controls',
  normalizedTitle: 'firmware_engineer',
  summary: 'Embedded C role on industrial temperature controllers.',
  places: home(),
  pay: { min: 52_000, max: 68_000, currency: 'EUR', period: 'yearly' },
  workModel: 'hybrid',
  employmentType: 'full-time',
  experienceLevel: 'mid',
  source: employer.source,
  createdAt: now - 3 * day,
  updatedAt: now - day,
  postedAt: Math.floor((now - 4 * day) / day) * day,
  applyUrl: `https://${employer.slug}.example/jobs/417/apply`,
  mustSkills: ['C', 'PID control'].map(name => ({ name, type: 'hard' })),
  niceSkills: [{ name: 'Mentoring', type: 'soft' }],
  education: ['Degree in electronics or equivalent practice'],
  certifications: [],
  tasks: ['Tune controllers on the shop floor', 'Keep the bootloader recoverable'],
  benefits: ['28 days of leave'],
  flags: [true, null, false],
});
