import { randomUUID } from 'node:crypto';
import { done, refuse, type Answer, type Call } from '../call';
import { uploadedFile } from './multipart';

/** Minimal shapes of the two older contracts. Nothing is kept; the zero id is unknown everywhere. */
const unknownId = '00000000-0000-0000-0000-000000000000';
const provider = { provider_id: 'greenhouse', provider_name: 'Greenhouse' };
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

const session = (id: string, url: string | null, state: State) => ({
  session_id: id,
  provider_id: provider.provider_id,
  provider_display_name: provider.provider_name,
  success: true,
  error: null,
  current_url: url,
  validation_errors: [],
  ...state,
});

const liveSession = (id: string, url: string | null, state: State) => ({
  id,
  ...provider,
  error: null,
  current_url: url,
  validation_errors: [],
  redirect_url: null,
  redirect_provider_id: null,
  ...state,
});

export function startSession(call: Call): Answer {
  const { apply_url } = call.body as { apply_url: string };
  return done(session(randomUUID(), apply_url, opened));
}

export function setAnswers(call: Call): Answer {
  const { session_id } = call.body as { session_id: string };
  return session_id === unknownId ? gone('session') : done(session(session_id, null, submitted));
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
    provider_id: provider.provider_id,
    provider_display_name: provider.provider_name,
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
  return done(liveSession(id, job_url, opened), { status: 201, headers });
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
    ...provider,
    current_url: null,
    profile_id: null,
    started_at,
    completed_at: null,
  });
}

export function answerLiveSession(call: Call): Answer {
  const id = idOf(call);
  return id === undefined ? gone('session') : done(liveSession(id, null, submitted));
}

const invented = {
  name: 'Practice',
  contact: { first_name: 'Ada', last_name: 'Sorrel', email: 'ada@sorrel.example' },
  work_experience: [],
  education: [],
};

const profile = (call: Call, id: string, sections: unknown) => ({
  ...invented,
  ...(sections as object),
  id,
  status: 'ready',
  import_error: null,
  created_at: timeOf(call),
  updated_at: timeOf(call),
});

export function createProfile(call: Call): Answer {
  const id = randomUUID();
  const headers = { Location: `/api/auto-apply/profiles/${id}` };
  return done(profile(call, id, call.body), { status: 201, headers });
}

export const listProfiles = (call: Call): Answer => done([profile(call, randomUUID(), {})]);

export function getProfile(call: Call): Answer {
  const id = idOf(call);
  return id === undefined ? gone('profile') : done(profile(call, id, {}));
}

export function changeProfile(call: Call): Answer {
  const id = idOf(call);
  return id === undefined ? gone('profile') : done(profile(call, id, call.body));
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
