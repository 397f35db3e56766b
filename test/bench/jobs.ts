const job = (id: number) => ({
  id: `018f2a6c-${id}`,
  title: 'Kiln Firmware Engineer',
  company: { id: 'c-118', name: 'Harbour Kiln', domain: 'harbourkiln.example' },
  locations: [{ city: 'Porto', country: 'Portugal', lat: 41.1496, lon: -8.611 }],
  work_model: 'hybrid',
  salary_usd: { min: 52_000, max: 68_500 },
  posted_at: '2026-10-14T08:30:00Z',
  summary: 'Writes the firmware that keeps glaze kilns within two degrees of their curve. '.repeat(
    3,
  ),
});

/** Jobs whose JSON has about so many bytes; one at least. */
export function jobsOf(bytes: number) {
  const jobs = [job(0)];
  const each = JSON.stringify(jobs[0]).length + 1;
  while (jobs.length * each < bytes) jobs.push(job(jobs.length));
  return jobs;
}
