import { randomUUID } from 'node:crypto';
import { type Call } from '../call';
import { done, refuse, type Answer } from '../answer';
import { uploadedFile } from './multipart';
import { providerOf } from './provider';

/** The two older contracts, with minimal answers. Nothing is kept; any id but the one of zeros is taken for known. */
const unknownId = '00000000-0000-0000-0000-000000000000';
const fields = [
  {
    field_id: 'full_name',
    type: 'text',
    label: 'Your name',
    is_required: true,
    handler_type: null,
    current_value: null,
  },
  {
    field_id: 'start',
    type: 'select',
    label: 'When can you start?',
    is_required: false,
    options: [
      { value: 'now', text: 'At once' },
      { value: 'later', text: 'In three months' },
    ],
    handler_type: null,
    current_value: null,
  },
];

const gone = (what: string): Answer => refuse(404, `There is no ${what} with this id.`);
const idOf = (call: Call): string | undefined =>
  call.path['id'] === unknownId ? undefined : call.path['id'];
const timeOf = (call: Call): string => new Date(call.world.now()).toISOString();

type State = {
  readonly status: string;
  readonly is_terminal: boolean;
  readonly fields: readonly unknown[];
};
const opened: State = { status: 'form_ready', is_terminal: false, fields };
const submitted: State = { status: 'submitted', is_terminal: true, fields: [] };

/** The provider under the member names of the first contract. */
function displayedProvider({ account }: Call) {
  const { provider_id, provider_name } = providerOf(account);
  return { provider_id, provider_display_name: provider_name };
}

const session = (call: Call, id: string, url: string | null, state: State) => ({
  session_id: id,
  ...displayedProvider(call),
  success: true,
  error: null,
  current_url: url,
  validation_errors: [],
  ...state,
});

const liveSession = (call: Call, id: string, url: string | null, state: State) => ({
  id,
  ...providerOf(call.account),
  error: null,
  current_url: url,
  validation_errors: [],
  redirect_url: null,
  redirect_provider_id: null,
  ...state,
});

export function startSession(call: Call): Answer {
  const { apply_url } = call.body as { apply_url: string };
  return done(session(call, randomUUID(), apply_url, opened));
}

export function setAnswers(call: Call): Answer {
  const { session_id } = call.body as { session_id: string };
  return session_id === unknownId
    ? gone('session')
    : done(session(call, session_id, null, submitted));
}

export const endSession = (call: Call): Answer => (idOf(call) ? done(undefined) : gone('session'));

export function run(call: Call): Answer {
  const { profile_id, apply_url } = call.body as { profile_id: string; apply_url: string };
  if (profile_id === unknownId) return gone('profile');
  const timestamp = timeOf(call);
  return done({
    session_id: randomUUID(),
    profile_id,
    apply_url,
    ...displayedProvider(call),
    success: true,
    status: 'submitted',
    error: null,
    steps_completed: 1,
    fields_filled: fields.length,
    duration_ms: 40,
    step_log: [
      {
        step: 1,
        action: 'fill',
        fields_count: fields.length,
        status: 'submitted',
        error: null,
        timestamp,
      },
    ],
  });
}

export function createLiveSession(call: Call): Answer {
  const { job_url } = call.body as { job_url: string };
  const id = randomUUID();
  const headers = { Location: `/api/auto-apply/sessions/${id}` };
  return done(liveSession(call, id, job_url, opened), { status: 201, headers });
}

export function getLiveSession(call: Call): Answer {
  const id = idOf(call);
  if (id === undefined) return gone('session');
  const started_at = timeOf(call);
  return done({
    id,
    state: 'running',
    mode: 'interactive',
    job_url: call.world.origin(),
    ...providerOf(call.account),
    current_url: null,
    profile_id: null,
    started_at,
    completed_at: null,
  });
}

export function answerLiveSession(call: Call): Answer {
  const id = idOf(call);
  return id === undefined ? gone('session') : done(liveSession(call, id, null, submitted));
}

/** An invented person in the shape of the first contract, and below in that of the second. A profile has one shape. */
const flat = {
  name: 'Practice',
  first_name: 'Ada',
  last_name: 'Sorrel',
  email: 'ada@sorrel.example',
  custom_answers: {},
};
const nested = {
  name: 'Practice',
  contact: { first_name: 'Ada', last_name: 'Sorrel', email: 'ada@sorrel.example' },
  work_experience: [],
  education: [],
};
const onlyFlat = ['first_name', 'last_name', 'email', 'phone', 'linkedin_url', 'custom_answers'];

const inventedFor = (sections: object) =>
  !('contact' in sections) && onlyFlat.some(name => name in sections) ? flat : nested;

const profile = (call: Call, id: string, sections: object) => ({
  ...inventedFor(sections),
  ...sections,
  id,
  status: 'ready',
  import_error: null,
  created_at: timeOf(call),
  updated_at: timeOf(call),
});

export function createProfile(call: Call): Answer {
  const id = randomUUID();
  const headers = { Location: `/api/auto-apply/profiles/${id}` };
  return done(profile(call, id, call.body as object), { status: 201, headers });
}

export const listProfiles = (call: Call): Answer => done([profile(call, randomUUID(), {})]);

export function getProfile(call: Call): Answer {
  const id = idOf(call);
  return id === undefined ? gone('profile') : done(profile(call, id, {}));
}

export function changeProfile(call: Call): Answer {
  const id = idOf(call);
  return id === undefined ? gone('profile') : done(profile(call, id, call.body as object));
}

export const deleteProfile = (call: Call): Answer =>
  idOf(call) ? done(undefined) : gone('profile');

const readable = ['pdf', 'docx', 'txt', 'rtf', 'md'];
const largestFile = 10 * 1024 * 1024;

export function importProfile(call: Call): Answer {
  const { bytes, contentType } = call.body as { bytes: Buffer; contentType: string };
  const file = uploadedFile(bytes, contentType, 'file');
  if (!file) return refuse(400, 'Send the resume as multipart/form-data with one part named file.');
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (!readable.includes(ending))
    return refuse(400, `A resume has to be one of ${readable.join(', ')}.`);
  if (file.bytes === 0) return refuse(400, 'The file is empty; choose another one.');
  if (file.bytes > largestFile)
    return refuse(400, 'The file is larger than 10 MB; choose a smaller one.');
  const id = randomUUID();
  const headers = { Location: `/api/auto-apply/profiles/${id}` };
  return done({ profile_id: id, status: 'importing' }, { status: 202, headers });
}
