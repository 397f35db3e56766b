import { badgesOf, mayBeJson } from '../../../src/core/body/badge';
import { isDeeperThan } from '../../../src/core/body/depth';
import { formatJson } from '../../../src/core/body/formatJson';
import { indexJson, indexJsonInSteps } from '../../../src/core/body/jsonIndex';
import { jsonPlaceAt } from '../../../src/core/body/jsonPlace';
import { jsonMap, jsonRanges, memberAt } from '../../../src/core/body/jsonRange';
import { jsonSteps } from '../../../src/core/body/jsonSteps';
import { unitsOf } from '../../../src/core/body/jsonTokens';
import { knownBadges } from '../../../src/core/body/knownBadges';
import { openBody, openBodyInSteps } from '../../../src/core/body/openBody';
import { topMembers } from '../../../src/core/body/topMembers';
import { countNotUtf8 } from '../../../src/core/body/utf8';
import { charsetInSteps, charsetOf } from '../../../src/core/charset/charsetOf';
import { isPlainlyUtf8, plainlyUtf8InSteps } from '../../../src/core/charset/isPlainlyUtf8';
import { textInSteps, toText, toUtf8, utf8InSteps } from '../../../src/core/charset/toUtf8';
import { fromUtf32, utf32InSteps } from '../../../src/core/charset/utf32';
import { jsonExcerpt, writeJson, jsonText } from '../../../src/core/body/writeJson';
import { compareAnswers, normalised } from '../../../src/core/compare/compareAnswers';
import { parseExact } from '../../../src/core/compare/exactJson';
import { longString } from '../../../src/core/compare/longString';
import { countRows } from '../../../src/core/credits/countRows';
import { estimate } from '../../../src/core/price/estimate';
import { readCharge } from '../../../src/core/credits/readCharge';
import { requestedSize } from '../../../src/core/price/requestedSize';
import { affordable, unitPrice } from '../../../src/core/diagnosis/affordable';
import { applyFix } from '../../../src/core/diagnosis/applyFix';
import { draftValueAt, draftWithValueAt, memberPlace } from '../../../src/core/request/valuePlace';
import { bodyEdit } from '../../../src/core/diagnosis/bodyEdit';
import { brief } from '../../../src/core/diagnosis/brief';
import { brokenRules } from '../../../src/core/diagnosis/brokenRule';
import { carryOver } from '../../../src/core/diagnosis/carryOver';
import { diagnose, diagnoseInSteps } from '../../../src/core/diagnosis/diagnose';
import { figuresInSentence } from '../../../src/core/diagnosis/errorFigures';
import { idsIn } from '../../../src/core/diagnosis/ids';
import { findingFixes, priced, removal } from '../../../src/core/diagnosis/findingFixes';
import { nearest } from '../../../src/core/diagnosis/nearest';
import { keysOf, pointerOf, valueAt, withValueAt } from '../../../src/core/common/pointer';
import { readError } from '../../../src/core/diagnosis/readError';
import { hasCursor } from '../../../src/core/diagnosis/offeredFixes';
import { renamed } from '../../../src/core/diagnosis/renameValue';
import { repriced } from '../../../src/core/diagnosis/repriced';
import { ruleInSentence } from '../../../src/core/diagnosis/ruleInSentence';
import { toDateTime } from '../../../src/core/diagnosis/toDateTime';
import { widened, widening } from '../../../src/core/diagnosis/widen';
import { keyMark } from '../../../src/core/keys/keyMark';
import { build, queryText, targetOf } from '../../../src/core/request/build';
import { check, errorsBeside, errorsIn, hasErrors } from '../../../src/core/request/check';
import { coerce } from '../../../src/core/request/coerce';
import { closest, wordOf } from '../../../src/core/request/distance';
import type { Draft } from '../../../src/core/request/draft';
import { draftOf } from '../../../src/core/request/draftOf';
import { appendEntries, editJson, renameMember } from '../../../src/core/request/editJson';
import { findingRange, findingRanges } from '../../../src/core/request/findingRange';
import { fingerprint } from '../../../src/core/request/fingerprint';
import { flatOf, inQuery } from '../../../src/core/request/inQuery';
import {
  anyKeys,
  keyErrors,
  keysAndMarks,
  withKeysMarked,
  withoutCredentials,
} from '../../../src/core/request/keyErrors';
import { kindOf, partText, partsOf } from '../../../src/core/request/jsonParts';
import { mediaType, multipart, plainName } from '../../../src/core/request/multipart';
import { parseJson } from '../../../src/core/request/parseJson';
import { rebased } from '../../../src/core/request/rebased';
import { isSameDraft } from '../../../src/core/request/sameDraft';
import { takeKeyOut, withoutKey } from '../../../src/core/request/takeKeyOut';
import { operationOf } from '../request/drafts';
import { snippetTakers } from './snippetTakers';
import { answered, type Shape } from './total';

const each = (take: (draft: Draft, shape: Shape) => unknown) => (shape: Shape) =>
  shape.drafts.map(draft => take(draft, shape));
const ofJson = (take: (text: string) => unknown) => (shape: Shape) =>
  parseJson(shape.text).ok && take(shape.text.trim());
const operationFor = ({ operationId }: Draft) => operationOf(operationId);
const query = { in: 'query', name: 'q', pointer: '' } as const;
const body = { in: 'body', name: '', pointer: '/page' } as const;
const anyFix = (value: unknown) =>
  ({ kind: 'setValue', at: body, from: 1, value, upTo: 0 }) as const;
const statuses = [200, 400, 402, 404, 409, 500];
const all = <T>(steps: Generator<unknown, T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

const ignore = () => undefined;

/** A diagnosis is kept with its run, as JSON. */
const diagnosed = each((draft, { bytes }) => {
  for (const status of statuses) {
    const operation = operationFor(draft);
    const found = diagnose(answered(draft, status), operation, bytes, draft);
    JSON.stringify(found && repriced(found, draft, () => undefined));
  }
});

/** Every function that is given a body, an answer or a draft, with the way to give it one. */
export const takers: Readonly<Record<string, (shape: Shape) => unknown>> = {
  isDeeperThan: ({ value }) => isDeeperThan(value, 100),
  formatJson: ({ text }) => formatJson(text),
  indexJson: ({ bytes }) => indexJson(bytes, 0),
  indexJsonInSteps: ({ bytes }) => all(indexJsonInSteps(bytes, 0)),
  jsonPlaceAt: ({ text }) => jsonPlaceAt(text, text.length >> 1)?.keys,
  jsonMap: ({ text }) => jsonMap(text, [['a', 'a'], ['page'], ['0', '0']]).way(['a', 'a', 'a']),
  memberAt: ({ text }) => memberAt(text, unitsOf(text), 0),
  jsonRanges: ({ text }) => jsonRanges(text, text.slice(0, 90_000).split('')),
  jsonSteps: ({ text }) => all(jsonSteps(text)),
  openBody: ({ bytes, text }) => {
    for (const type of ['application/json', 'text/html; charset=utf-16', text.slice(0, 200)]) {
      const opened = openBody(bytes, type);
      opened.foldAll(true);
      opened.rows(opened.rowCount - 100, 100);
      opened.search('page', -1, true);
      opened.toggle(0);
      opened.textOf(0);
    }
  },
  openBodyInSteps: ({ bytes }) => all(openBodyInSteps(bytes, 'text/plain')),
  countNotUtf8: ({ bytes }) => countNotUtf8(bytes),
  toUtf8: ({ bytes, text }) => toUtf8(bytes, `x; charset=${text.slice(0, 200)}`),
  toText: ({ bytes, text }) => toText(bytes, `x; charset=${text.slice(0, 200)}`),
  utf8InSteps: ({ bytes, text }) => all(utf8InSteps(bytes, `x; charset=${text.slice(0, 200)}`)),
  textInSteps: ({ bytes, text }) => all(textInSteps(bytes, `x; charset=${text.slice(0, 200)}`)),
  charsetInSteps: ({ bytes, text }) => all(charsetInSteps(bytes, `x; charset=${text}`)),
  plainlyUtf8InSteps: ({ bytes }) => all(plainlyUtf8InSteps(bytes, 'windows-1252')),
  utf32InSteps: ({ bytes }) => all(utf32InSteps(bytes, true, ignore)),
  topMembers: ({ bytes }) => all(topMembers(bytes, new Set(['a', 'page']))),
  charsetOf: ({ bytes, text }) => charsetOf(bytes, `x; charset=${text}`),
  fromUtf32: ({ bytes }) => fromUtf32(bytes, true),
  isPlainlyUtf8: ({ bytes }) => isPlainlyUtf8(bytes, 'windows-1252'),
  writeJson: ({ value }) => writeJson({ value }, { indented: true, sorted: true }),
  jsonExcerpt: ({ value }) => jsonExcerpt(value, 100),
  compareAnswers: ({ bytes }) => {
    const answer = { bytes, contentType: 'application/json' };
    const other = { ...answer, bytes: Buffer.from('{"jobs":[{"id":1}]}') };
    return [all(compareAnswers(answer, other)), all(compareAnswers(answer, answer))];
  },
  normalised: ({ bytes }) => all(normalised({ bytes, contentType: 'application/json' })),
  parseExact: ({ bytes }) => all(parseExact(bytes, 'application/json')),
  longString: ({ text }) => all(longString(JSON.stringify(text), 0)),
  countRows: ({ bytes, text }) => countRows(bytes, `x; charset=${text.slice(0, 200)}`),
  readCharge: ({ text }) => readCharge({ 'x-credits-balance': text }),
  estimate: each(draft => estimate(draft)),
  requestedSize: each(draft => requestedSize(draft, operationFor(draft))),
  affordable: ({ value }) => {
    const size = Number(typeof value === 'object' ? 10 : value);
    return affordable({ required: 1e308, balance: size, size, included: size });
  },
  unitPrice: () => unitPrice({ required: 1e308, balance: 1, size: 10 }),
  applyFix: each((draft, { value, text }) => {
    for (const at of [body, query, { ...query, pointer: '/a/0' }, { ...body, name: text }])
      applyFix(draft, { ...anyFix(value), at });
    applyFix(draft, { kind: 'removeValue', at: { ...body, pointer: text }, from: 1, upTo: 0 });
    applyFix(draft, { kind: 'startOver', upTo: 0, replacement: { value } });
    applyFix(draft, {
      kind: 'setValue',
      at: { in: 'header', name: text, pointer: '' },
      from: 1,
      value,
      upTo: 0,
    });
  }),
  draftValueAt: each((draft, { text }) =>
    (['path', 'query', 'header', 'body'] as const).map(place =>
      draftValueAt(draft, { in: place, name: text, pointer: `/${text}` }),
    ),
  ),
  draftWithValueAt: each((draft, { text, value }) =>
    (['path', 'query', 'header', 'body'] as const).map(place =>
      draftWithValueAt(draft, { in: place, name: text, pointer: `/${text}` }, value),
    ),
  ),
  jsonText: ({ value }) => jsonText(value, true),
  memberPlace: each((draft, { text }) => memberPlace(draft, text)),
  bodyEdit: each((draft, { value }) => bodyEdit(draft, anyFix(value))),
  brief: ({ value }) => JSON.stringify(brief(value)),
  brokenRules: each((draft, { bytes }) =>
    brokenRules(draft, operationFor(draft), readError(bytes, 'application/json')),
  ),
  carryOver: each(draft => carryOver(draft, 'getJobFeed')),
  diagnose: diagnosed,
  diagnoseInSteps: each((draft, { bytes }) =>
    all(diagnoseInSteps(answered(draft, 200), operationFor(draft), bytes, draft)),
  ),
  figuresInSentence: ({ text }) => figuresInSentence(`credits ${text}`),
  idsIn: ({ value }) => (['job', 'company', 'application'] as const).map(of => idsIn(value, of)),
  findingFixes: each(draft =>
    check(draft, operationFor(draft))
      .slice(0, 5)
      .map(finding => findingFixes(finding, draft, operationFor(draft))),
  ),
  priced: each((draft, { value }) => priced(anyFix(value), draft)),
  removal: each(draft => JSON.stringify(removal(body, draft))),
  nearest: ({ value }) => {
    for (const format of ['date-time', 'uuid', 'uri'])
      nearest({ code: 'wrongFormat', format }, value);
    for (const type of ['integer', 'string', 'boolean', 'array'])
      nearest({ code: 'wrongType', expected: [type] }, [value]);
    nearest({ code: 'tooMany', limit: 3 }, value);
  },
  keysOf: ({ text }) => keysOf(text),
  pointerOf: ({ text }) => pointerOf([text]),
  valueAt: ({ value, text }) => valueAt(value, text.slice(0, 90_000).split('')),
  withValueAt: ({ value, text }) => withValueAt(value, text.slice(0, 90_000).split(''), value),
  readError: ({ bytes }) => readError(bytes, 'application/json'),
  hasCursor: each(draft => hasCursor(draft)),
  renamed: each((draft, { text }) => [
    renamed(draft, {
      ...body,
      severity: 'warning',
      code: 'unknownField',
      field: text,
      closest: 'q',
    }),
    renamed(draft, {
      ...query,
      name: text,
      severity: 'warning',
      code: 'unknownParameter',
      closest: 'toString',
    }),
  ]),
  repriced: each((draft, { value }) =>
    repriced({ code: 'badRequest', facts: {}, fixes: [anyFix(value)] }, draft, () => undefined),
  ),
  ruleInSentence: ({ text }) => ruleInSentence(text, 'page'),
  toDateTime: ({ text }) => toDateTime(text),
  widened: each((draft, { text }) => [widened(draft), widened(draft, text)]),
  widening: each(draft => JSON.stringify(widening(draft, operationFor(draft)))),
  build: each(draft => {
    if (!hasErrors(errorsIn(draft, operationFor(draft)))) build(draft, operationFor(draft), 'one');
  }),
  targetOf: each(draft => targetOf(draft, operationFor(draft))),
  check: each(draft => check(draft, operationFor(draft))),
  errorsIn: each(draft => errorsIn(draft, operationFor(draft))),
  errorsBeside: each(draft => errorsBeside(draft, operationFor(draft))),
  coerce: ({ value }) =>
    ['array', 'integer', 'string', 'boolean'].map(type => coerce(value, { type })),
  closest: ({ text }) => closest(text, ['page', 'page_size']),
  wordOf: ({ value }) => wordOf(value),
  draftOf: ({ value, text }) => {
    for (const operationId of ['searchJobsPost', 'searchJobs', 'importProfile', text])
      for (const given of [value, { [text]: value }])
        draftOf({ operationId, body: given, query: given, path: given, headers: given } as never);
  },
  appendEntries: () => appendEntries('[1]', ['2', '3', '4']),
  editJson: ({ text, value }) => {
    const written = jsonText(value);
    for (const keys of [['page'], ['a', 'a', 'b'], ['0'], text.slice(0, 500).split('')])
      for (const next of [undefined, written]) editJson(text, keys, next);
  },
  renameMember: ({ text }) => renameMember(text, ['page'], text),
  findingRange: ({ text }) => findingRange(text, { ...body, severity: 'warning', code: 'missing' }),
  findingRanges: each((draft, { text }) => findingRanges(text, check(draft, operationFor(draft)))),
  fingerprint: each(draft => fingerprint(draft, operationFor(draft))),
  flatOf: ({ value }) => flatOf([value]),
  inQuery: ({ value }) => inQuery(value),
  kindOf: ({ text }) => kindOf(text),
  partText: ofJson(text => partText(text, 'a')),
  partsOf: ofJson(text => partsOf(text)),
  mediaType: ({ text }) => mediaType(text),
  multipart: each(({ files = {} }) => multipart(files)),
  plainName: ({ text }) => plainName(text),
  parseJson: ({ text }) => parseJson(text),
  rebased: each(draft => rebased(draft, { ...draft, query: {} }, draft)),
  isSameDraft: each(draft => isSameDraft(draft, { ...draft })),
  ...snippetTakers,

  badgesOf: ({ bytes }) => [...badgesOf(bytes, { bytes: bytes.length, contentType: 'a/json' })],
  mayBeJson: ({ bytes }) => all(mayBeJson(bytes, '')),
  knownBadges: ({ value }) => [knownBadges(value), knownBadges([value])],
  queryText: each(draft =>
    Object.entries(draft.query).map(([name, value]) => queryText(name, value, operationFor(draft))),
  ),
  keyErrors: each(draft => keyErrors(draft)),
  keysAndMarks: ({ text }) => keysAndMarks(text, anyKeys),
  withKeysMarked: each(draft => withKeysMarked(draft, anyKeys)),
  withoutCredentials: each(draft =>
    withoutCredentials({ ...draft, headers: { ...draft.headers, Cookie: 'a' } }),
  ),
  takeKeyOut: each(draft => {
    const held = { ...draft, query: { ...draft.query, q: keyMark } };
    return keyErrors(held).map(finding => takeKeyOut(held, finding, anyKeys));
  }),
  withoutKey: each(draft => withoutKey(draft, 'a', anyKeys)),
};
