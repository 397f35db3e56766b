/** An entry of the ledger for a run that is over and told what it took. */
export const settledEntry = {
  id: 'r1',
  at: '2026-05-04T10:00:00.000Z',
  profile: 'Own',
  operationId: 'searchJobs',
  session: 's',
  estimated: 75,
  state: 'settled',
  charged: 21.5,
} as const;
