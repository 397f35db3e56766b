import { parametersIn } from '../catalog/catalog';
import { topMembers } from '../body/topMembers';
import type { Steps } from '../common/steps';
import { check } from '../request/check';
import type { Draft } from '../request/draft';
import { draftValueAt } from '../request/valuePlace';
import { brief } from './brief';
import type { Diagnosis } from './diagnosis';
import type { Evidence } from './evidence';
import type { Fix } from './fix';
import type { ValuePlace } from '../request/valuePlace';
import { findingFixes, removal } from './findingFixes';
import { mayHaveNoRows, noRows, rowMembers, wide } from './noRows';
import { edit, firstOf } from './offeredFixes';

/** In bytes; a larger body is only read for its warnings, by its index. */
const longestRead = 64 * 1024;
const longestWarned = 8 * 1024 * 1024;
/** Every body with a problem contains one of these or an empty list; most contain none, and need not be parsed. */
const signs = ['"warnings"', '"succeeded"'];
/** In characters: warnings are read up to here. */
const longestMessage = 64 * 1024;
/** What is read of a larger body. */
const read: ReadonlySet<string> = new Set([
  ...['succeeded', 'error', 'warnings', 'filters', 'total', 'page', 'total_pages'],
  ...rowMembers,
]);
/** No request names more. */
const mostCompanies = 1_000;
const mostFixes = 3;

/**
 * A 2xx with a problem: no success after all
 * (https://jobo.world/docs/api-reference/locations/geocode-a-location-string-into-structured-location-data), warnings (as
 * answers of the search have them), no rows, a page beyond the last.
 * @param content in UTF-8
 */
export function* successWithProblem(
  evidence: Evidence,
  content: Uint8Array,
): Steps<Diagnosis | undefined> {
  const members = yield* membersOf(content);
  if (members?.['succeeded'] === false) return notSucceeded(evidence, members);
  const warnings = Array.isArray(members?.['warnings']) ? (members['warnings'] as unknown[]) : [];
  if (warnings.length > 0) return warned(evidence, warnings, members ?? {});
  return members && noRows(evidence, members);
}

function notSucceeded(evidence: Evidence, members: Members): Diagnosis {
  const { draft, operation } = evidence;
  const { error } = members;
  const [input] = parametersIn(operation, 'query').filter(({ required }) => required);
  const at: ValuePlace | undefined = input && { in: 'query', name: input.name, pointer: '' };
  const from = draft && at && brief(draftValueAt(draft, at));
  return {
    code: 'notSucceeded',
    facts: { ...(typeof from === 'string' && { value: from.slice(0, 80) }) },
    ...(typeof error === 'string' && error !== '' && { message: error.slice(0, 2_000) }),
    fixes: [
      ...wide(evidence, members),
      ...(draft && at
        ? [{ kind: 'askValue', at, ...(from !== undefined && { from }) } as const]
        : []),
      edit,
    ],
  };
}

function warned(evidence: Evidence, warnings: readonly unknown[], members: Members): Diagnosis {
  const told = warnings.map(warning => membersIn(warning));
  const messages = told.flatMap(({ message }) => (typeof message === 'string' ? [message] : []));
  const codes = told.flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
  const message = messages.join(' ').slice(0, longestMessage);
  return {
    code: 'warned',
    facts: {
      warnings: warnings.length,
      attempts: evidence.exchange.attempts.length,
      ...(codes[0] !== undefined && { apiCode: codes[0].slice(0, 100) }),
    },
    ...(message !== '' && { message: message.slice(0, 2_000) }),
    fixes: [...wide(evidence, members), ...warningFixes(evidence, codes, message, members), edit],
  };
}

function warningFixes(
  { draft, operation }: Evidence,
  codes: readonly string[],
  message: string,
  members: Members,
): readonly Fix[] {
  if (!draft) return [];
  if (codes.includes('unknown_request_fields')) {
    const unknown = check(draft, operation).filter(
      ({ code }) => code === 'unknownField' || code === 'unknownParameter',
    );
    return firstOf(unknown, mostFixes, finding => findingFixes(finding, draft, operation));
  }
  if (!codes.some(code => code.startsWith('companies_'))) return [];
  const { unmatched = [], exclude_unmatched: excluded = [] } = membersIn(
    membersIn(members['filters'])['companies'],
  );
  const entries = [
    ...entriesOf(draft, 'include', unmatched, message),
    ...entriesOf(draft, 'exclude', excluded, message),
  ];
  return firstOf(entries, mostFixes, ({ at, name }) => [
    { kind: 'askValue', at, from: brief(name) },
    removal(at, draft),
  ]);
}

/** The companies of a list that the API did not know, with their places. */
function entriesOf(
  draft: Draft,
  list: 'include' | 'exclude',
  unmatched: unknown,
  message: string,
): readonly { readonly at: ValuePlace; readonly name: string }[] {
  const written = draftValueAt(draft, { in: 'body', name: '', pointer: `/companies/${list}` });
  if (!Array.isArray(written)) return [];
  const unknown =
    Array.isArray(unmatched) && unmatched.length > 0 ? new Set<unknown>(unmatched) : undefined;
  return written.slice(0, mostCompanies).flatMap((name: unknown, index) => {
    if (typeof name !== 'string' || name === '') return [];
    if (!(unknown?.has(name) ?? message.includes(name))) return [];
    return [{ at: { in: 'body', name: '', pointer: `/companies/${list}/${index}` }, name }];
  });
}

type Members = Readonly<Record<string, unknown>>;

const decoder = new TextDecoder();

function mayHaveCatch(content: Uint8Array): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length > longestRead) {
    return bytes.length <= longestWarned && bytes.includes('"warnings"');
  }
  const text = bytes.toString('latin1');
  return signs.some(sign => text.includes(sign)) || mayHaveNoRows(text);
}

function* membersOf(content: Uint8Array): Steps<Members | undefined> {
  if (!mayHaveCatch(content)) return undefined;
  if (content.length > longestRead) return yield* topMembers(content, read);
  try {
    const value: unknown = JSON.parse(decoder.decode(content));
    return membersIn(value);
  } catch {
    return undefined;
  }
}

const membersIn = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
