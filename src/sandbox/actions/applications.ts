import { setTimeout as sleep } from 'node:timers/promises';
import { type Call } from '../call';
import { done, refuse, type Answer, type Refused } from '../answer';
import { formSlugs, formUrl, type FormSlug } from '../data/vocabulary';
import { fieldsOf, fill, present, type Application } from './applicationBook';
import type { ApplicationAccess } from '../accounts';
import { checkAnswers, type SentAnswer } from './checkAnswers';
import { forms } from './fields';
import { providerOf } from './provider';

const day = 86_400_000;
const refusals: Readonly<Record<Exclude<ApplicationAccess, 'open'>, Refused>> = {
  notEnabled: refuse(
    403,
    'Auto Apply is not enabled for this account. Ask for access in the dashboard.',
    { code: 'auto_apply_not_enabled' },
  ),
  agreement: refuse(
    403,
    'The Auto Apply agreement is not accepted yet. Accept it in the dashboard.',
    { code: 'auto_apply_agreement_required' },
  ),
  review: refuse(403, 'The review of this account is not finished. Wait for it, or ask support.', {
    code: 'auto_apply_review_required',
  }),
  comingSoon: refuse(503, 'Auto Apply is not open here yet. Try again another day.', {
    code: 'auto_apply_coming_soon',
  }),
  master: refuse(
    403,
    'Master keys are not accepted on Auto Apply routes. Use a key of the organisation.',
  ),
};

const accessOf = ({ account }: Call): Refused | undefined =>
  account.applications === 'open' ? undefined : refusals[account.applications];

const notFound = refuse(404, 'There is no application with this id.', { code: 'not_found' });

const quotas = {
  live: {
    count: 5,
    within: day,
    sentence: 'Five live applications were created in 24 hours; more are possible later.',
  },
  test: {
    count: 20,
    within: 3_600_000,
    sentence: 'Twenty practice applications were created in an hour; more are possible later.',
  },
};

export function createApplication(call: Call): Answer {
  const closed = accessOf(call);
  if (closed) return closed;
  const idempotencyKey = call.headers['Idempotency-Key'];
  if (idempotencyKey === undefined) {
    return refuse(400, 'Creating an application needs the header Idempotency-Key.', {
      code: 'idempotency_key_required',
    });
  }
  const { applications, now } = call.world;
  const mine = applications.of(call.account.id, now());
  const request = JSON.stringify(call.body);
  const before = mine.find(a => a.idempotencyKey === idempotencyKey && a.createdAt > now() - day);
  if (before) {
    return before.request === request
      ? shown(before, true)
      : refuse(
          409,
          'This Idempotency-Key belongs to another body. Use a new key for another application.',
          { code: 'idempotency_key_reuse' },
        );
  }
  const slug = formFor(call);
  if (typeof slug !== 'string') return slug;
  const quota = quotas[call.account.side];
  const recent = mine.filter(({ createdAt }) => createdAt > now() - quota.within);
  const oldest = recent.at(-1);
  if (oldest && recent.length >= quota.count) {
    const seconds = Math.ceil((oldest.createdAt + quota.within - now()) / 1_000);
    return refuse(429, quota.sentence, {
      code: 'application_quota_exceeded',
      headers: { 'Retry-After': String(seconds) },
      members: { retry_after_seconds: seconds },
    });
  }
  const owner = call.account.id;
  const provider = providerOf(call.account);
  return shown(applications.create({ owner, slug, provider, idempotencyKey, request }, now()));
}

/** 202 while the application still works and asks nothing. */
function shown(application: Application, alreadyPaid = false): Answer {
  const waiting = application.status === 'running' || application.status === 'queued';
  return done(present(application), { status: waiting ? 202 : 200, alreadyPaid });
}

function formFor({ body, account, market }: Call): FormSlug | Refused {
  const { job_id, apply_url } = body as { job_id?: string; apply_url?: string };
  if (job_id !== undefined) {
    const job = market.jobsById.get(job_id.toLowerCase());
    if (!job) return refuse(404, 'There is no open job with this id.', { code: 'job_not_found' });
    return slugOf(job.applyUrl) ?? 'multi-step';
  }
  const slug = slugOf(apply_url ?? '');
  if (slug) return slug;
  if (account.side === 'test') {
    return refuse(
      400,
      'Test keys apply to practice forms only; see the list of sandbox scenarios.',
      { code: 'invalid_sandbox_target' },
    );
  }
  if (market.jobs.some(job => job.applyUrl === apply_url)) return 'multi-step';
  return refuse(400, 'No supported application form stands at this address.', {
    code: 'unsupported_ats',
  });
}

const slugOf = (url: string): FormSlug | undefined =>
  formSlugs.find(slug => formUrl(slug) === url.replace(/[/?#]+$/, ''));

const mostListed = 20;

export function listApplications(call: Call): Answer {
  const {
    status,
    limit = mostListed,
    cursor,
  } = call.query as { status?: string; limit?: number; cursor?: string };
  const bound = `${call.operation.id} ${call.account.id} ${status ?? ''}`;
  const opened = cursor
    ? (call.world.cursors.open(bound, cursor) as { after: string } | undefined)
    : { after: undefined };
  if (!opened)
    return refuse(400, 'This cursor is not valid here. Leave it out to start from the beginning.', {
      code: 'invalid_cursor',
    });
  const all = call.world.applications.of(call.account.id, call.world.now());
  const left = all
    .slice(all.findIndex(({ id }) => id === opened.after) + 1)
    .filter(application => status === undefined || application.status === status);
  const rows = left.slice(0, limit);
  const hasMore = left.length > rows.length;
  const next_cursor = hasMore ? call.world.cursors.seal(bound, { after: rows.at(-1)?.id }) : null;
  return done({ data: rows.map(present), has_more: hasMore, next_cursor });
}

const pollMs = 50;

/** With `wait_seconds` the answer waits until the application asks for something or has ended. */
export async function getApplication(call: Call): Promise<Answer> {
  const { wait_seconds = 0 } = call.query as { wait_seconds?: number };
  const find = (): Application | undefined =>
    call.world.applications.find(call.account.id, call.path['id'], call.world.now());
  const until = performance.now() + wait_seconds * 1_000;
  let application = find();
  while (application?.status === 'running' && performance.now() < until && !call.signal.aborted) {
    await sleep(pollMs);
    application = find();
  }
  return application ? done(present(application)) : notFound;
}

export function submitApplicationAnswers(call: Call): Answer {
  const closed = accessOf(call);
  if (closed) return closed;
  const now = call.world.now();
  const application = call.world.applications.find(call.account.id, call.path['id'], now);
  if (!application) return notFound;
  const { answers, correction_round } = call.body as {
    answers: readonly SentAnswer[];
    correction_round?: number;
  };
  if (application.status !== 'awaiting_answers') {
    return refuse(409, `The application is ${application.status}; there is nothing to answer.`, {
      code: 'invalid_state',
    });
  }
  if (correction_round !== undefined && correction_round !== application.round) {
    return refuse(
      409,
      `The application is in correction round ${application.round}; read it again.`,
      { code: 'stale_correction_round' },
    );
  }
  const errors = checkAnswers(fieldsOf(application), answers);
  if (errors.length > 0) {
    return refuse(400, 'Some answers do not fit their fields; each one is listed.', {
      code: 'validation_failed',
      members: { errors },
    });
  }
  fill(application, answers, now);
  return done(present(application));
}

export function cancelApplication(call: Call): Answer {
  const application = call.world.applications.find(
    call.account.id,
    call.path['id'],
    call.world.now(),
  );
  if (!application) return notFound;
  if (['submitted', 'failed', 'canceled'].includes(application.status)) {
    return refuse(
      409,
      `The application is ${application.status} already and cannot be cancelled.`,
      { code: 'not_cancelable' },
    );
  }
  application.status = 'canceled';
  return done(present(application));
}

export const listSandboxScenarios = (): Answer =>
  done({
    api_version: '2026-08-31',
    available: true,
    token_url: null,
    token_lifetime_minutes: null,
    quota_per_hour: quotas.test.count,
    retention_hours: 24,
    scenarios: formSlugs.map(slug => {
      const { name, description } = forms[slug];
      return { slug, name, description, apply_url: formUrl(slug) };
    }),
  });
