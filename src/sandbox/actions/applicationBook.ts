import { randomUUID } from 'node:crypto';
import type { Account } from '../accounts';
import { sampleId } from '../data/sample';
import type { FormSlug } from '../data/vocabulary';
import { commandError, type CommandError, type SentAnswer } from './checkAnswers';
import { forms, type Field } from './fields';
import { providerOf } from './provider';

type ApplicationStatus =
  'queued' | 'running' | 'awaiting_answers' | 'submitted' | 'failed' | 'canceled';

/** One application as the sandbox keeps it; {@link present} gives what the API shows. */
export interface Application {
  readonly id: string;
  readonly owner: string;
  readonly slug: FormSlug | 'described';
  readonly provider: ReturnType<typeof providerOf>;
  readonly idempotencyKey: string;
  /** The exact body that its idempotency key is bound to. */
  readonly request: string;
  readonly createdAt: number;
  status: ApplicationStatus;
  failure: string | null;
  step: number;
  stepId: string;
  round: number;
  errors: readonly CommandError[];
  /** Until then it is running (ms since the epoch); `Infinity` for a form that is stuck. */
  readyAt: number;
  expiresAt: number;
}

const day = 86_400_000;
const slowMs = 2_500;
const stepMs = 5 * 60_000;
const codeMs = 60_000;
const mostRounds = 3;

export const fieldsOf = ({ slug, step }: Application): readonly Field[] =>
  forms[slug].steps[step] ?? [];

const asksForCode = (application: Application): boolean =>
  fieldsOf(application).some(({ format }) => format === 'one_time_code');

/** All applications of one running sandbox. */
export class ApplicationBook {
  readonly #all: Application[] = [];

  /** Newest first. */
  of(owner: string, now: number): readonly Application[] {
    const mine = this.#all.filter(application => application.owner === owner).toReversed();
    for (const application of mine) advance(application, now);
    return mine;
  }

  find(owner: string, id: string | undefined, now: number): Application | undefined {
    return this.of(owner, now).find(application => application.id === id?.toLowerCase());
  }

  create(
    given: Pick<Application, 'owner' | 'slug' | 'provider' | 'idempotencyKey' | 'request'>,
    now: number,
  ): Application {
    const { begins } = forms[given.slug];
    const application: Application = {
      ...given,
      id: randomUUID(),
      createdAt: now,
      status: 'running',
      failure: null,
      step: 0,
      stepId: randomUUID(),
      round: 0,
      errors: [],
      readyAt: begins === 'slowly' ? now + slowMs : begins === 'stuck' ? Infinity : now,
      expiresAt: Infinity,
    };
    this.#all.push(application);
    advance(application, now);
    return application;
  }

  /** Adds the application of the API description's samples, so that a list has a row and the sample answers fit. */
  addDescribed(account: Account, now: number): void {
    this.#all.push({
      id: sampleId('getApplication'),
      owner: account.id,
      slug: 'described',
      provider: providerOf(account),
      idempotencyKey: '',
      request: '',
      createdAt: now - 2 * day,
      status: 'awaiting_answers',
      failure: null,
      step: 0,
      stepId: randomUUID(),
      round: 0,
      errors: [],
      readyAt: now,
      expiresAt: now + 7 * day,
    });
  }
}

/** Brings an application to its state at this time. */
function advance(application: Application, now: number): void {
  const { begins } = forms[application.slug];
  if (application.status === 'running' && now >= application.readyAt) {
    if (typeof begins === 'object') end(application, begins.fails);
    else ask(application, application.readyAt);
  }
  if (application.status === 'awaiting_answers' && now >= application.expiresAt) {
    end(application, asksForCode(application) ? 'verification_timeout' : 'answers_timeout');
  }
}

function ask(application: Application, now: number): void {
  application.status = 'awaiting_answers';
  application.expiresAt = now + (asksForCode(application) ? codeMs : stepMs);
}

function end(application: Application, failure: string | null): void {
  application.status = failure === null ? 'submitted' : 'failed';
  application.failure = failure;
}

/** Fills the form with answers that were checked: the next step, a correction round, or the end. */
export function fill(application: Application, answers: readonly SentAnswer[], now: number): void {
  const { siteRules = {}, steps, ends } = forms[application.slug];
  application.errors = answers
    .filter(({ field_id, value }) => siteRules[field_id]?.test(String(value)) === false)
    .map(({ field_id }) => ({
      ...commandError(field_id, 'pattern'),
      message: 'The site did not accept this answer.',
    }));
  if (application.errors.length > 0) {
    application.round += 1;
    if (application.round > mostRounds) end(application, 'correction_limit_exceeded');
    else ask(application, now);
    return;
  }
  application.step += 1;
  application.round = 0;
  application.stepId = randomUUID();
  if (application.step < steps.length) ask(application, now);
  else end(application, ends?.fails ?? null);
}

export function present(application: Application): Readonly<Record<string, unknown>> {
  const { id, status, failure } = application;
  return {
    api_version: '2026-08-31',
    id,
    ...application.provider,
    status,
    failure: failure === null ? null : { code: failure, detail: null },
    current_step: status === 'awaiting_answers' ? presentStep(application) : null,
  };
}

const presentStep = (application: Application) => ({
  id: application.stepId,
  sequence: application.step + 1,
  correction_round: application.round,
  fields: fieldsOf(application),
  command_errors: application.errors,
  answers_expire_at: new Date(application.expiresAt).toISOString(),
});
