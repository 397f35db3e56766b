import assert from 'node:assert/strict';
import { catalog } from '../../src/core/catalog/catalog';
import { callNames } from '../../src/shell/panel/calls';
import { parseDraft, parseMessage, parseState } from '../../src/shell/panel/parseMessage';

const times = 10_000;

/** The same values each time: a failure can be looked at again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const operationIds = catalog().operations.map(({ id }) => id);
const names = [
  'id',
  'call',
  'params',
  'operationId',
  'path',
  'query',
  'headers',
  'body',
  'files',
  'exchangeId',
  'tab',
  'toString',
  'constructor',
];
const texts = [
  ...callNames,
  ...operationIds,
  'body',
  'headers',
  '__proto__',
  'hasOwnProperty',
  '',
  '../../etc',
  '\ud800',
  '\u0000',
  'x'.repeat(500),
];

function anything(random: () => number, depth = 0): unknown {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const plain: readonly (() => unknown)[] = [
    () => undefined,
    () => null,
    () => random() < 0.5,
    () => Math.floor(random() * 100),
    () => pick([Number.NaN, Infinity, -1, 2 ** 60, 1n]),
    () => pick(texts),
    () => pick(texts),
    () => pick(texts),
    () => new Date(0),
    () => () => undefined,
    () => Symbol('a symbol'),
  ];
  if (depth > 3 || random() < 0.3) return pick(plain)();
  const count = Math.floor(random() * 6);
  if (random() < 0.15) return Array.from({ length: count }, () => anything(random, depth + 1));
  const members = Array.from({ length: count }, () => [pick(names), anything(random, depth + 1)]);
  const base = random() < 0.1 ? (Object.create(null) as object) : {};
  return Object.assign(base, Object.fromEntries(members) as object);
}

const isTexts = (value: object) => Object.values(value).every(member => typeof member === 'string');

describe('messages of the webview', () => {
  it(`lets only known calls pass, of ${times} random values`, () => {
    const random = randomOf(1);
    let passed = 0;
    for (let n = 0; n < times; n += 1) {
      const value = anything(random);
      const message = parseMessage(
        random() < 0.5 ? value : nearlyMessage(value, random),
        callNames,
      );
      if (!message) continue;
      passed += 1;
      assert.ok(callNames.has(message.call));
      assert.equal(typeof message.id, 'number');
      assert.equal(typeof message.params, 'object');
      assert.ok(!Array.isArray(message.params));
      assert.deepEqual(Object.keys(message), ['id', 'call', 'params']);
    }
    assert.ok(passed > 20, `only ${passed} values came near a call`);
  });

  it(`reads drafts of known operations only, of ${times} random values`, () => {
    const random = randomOf(2);
    let passed = 0;
    for (let n = 0; n < times; n += 1) {
      const value = anything(random);
      const draft = parseDraft(random() < 0.5 ? value : nearlyDraft(value, random));
      if (!draft) continue;
      passed += 1;
      const { operationId, path, query, headers, body, parts, ...others } = draft;
      assert.ok(operationIds.includes(operationId));
      assert.ok(isTexts(path) && isTexts(headers));
      assert.equal(typeof query, 'object');
      assert.ok(body === undefined || typeof body === 'string');
      assert.ok(parts.every(part => typeof part === 'string'));
      assert.deepEqual(others, {});
    }
    assert.ok(passed > 20, `only ${passed} values came near a draft`);
  });

  it(`remembers only what it may, of ${times} random values`, () => {
    const random = randomOf(3);
    let passed = 0;
    for (let n = 0; n < times; n += 1) {
      const { operationId, exchangeId, tab, ...others } = parseState(anything(random));
      assert.deepEqual(others, {});
      assert.ok(operationId === undefined || operationIds.includes(operationId));
      assert.ok(exchangeId === undefined || /^[\w-]{1,80}$/.test(exchangeId));
      assert.ok(tab === undefined || ['body', 'headers', 'attempts'].includes(tab));
      if (operationId !== undefined || exchangeId !== undefined) passed += 1;
    }
    assert.ok(passed > 20, `only ${passed} values came near a state`);
  });

  it('takes each call of the protocol', () => {
    for (const call of callNames) {
      assert.deepEqual(parseMessage({ id: 1, call, params: { a: 1 } }, callNames), {
        id: 1,
        call,
        params: { a: 1 },
      });
    }
    assert.ok(callNames.size > 15);
  });

  it('takes no name of the prototype for a call', () => {
    for (const call of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      assert.equal(parseMessage({ id: 1, call, params: {} }, callNames), undefined);
    }
  });

  it('drops what a draft does not hold, files above all', () => {
    const own = { operationId: 'getJob', path: { id: 'x' }, query: {}, headers: {} };
    const files = { file: { name: 'x', type: 'y', base64: 'eA==' } };
    // Of files, the names alone: what is in them the host has chosen itself.
    const parts = Object.keys(files);
    assert.deepEqual(parseDraft({ ...own, files, profile: 'Live' }), { ...own, parts });
  });
});

function nearlyMessage(value: unknown, random: () => number): unknown {
  const call = [...callNames][Math.floor(random() * callNames.size)];
  const own = { id: 1, call, params: value };
  return typeof value === 'object' && value !== null && random() < 0.5 ? { ...own, ...value } : own;
}

function nearlyDraft(value: unknown, random: () => number): unknown {
  const id = operationIds[Math.floor(random() * operationIds.length)];
  const own = { operationId: id, path: {}, query: {}, headers: {} };
  return typeof value === 'object' && value !== null && random() < 0.8 ? { ...own, ...value } : own;
}
