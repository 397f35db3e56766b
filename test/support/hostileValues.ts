import type { Unsendable } from '../../src/core/request/finding';

/** A value as another program may hand it over. */
interface HostileValue {
  readonly what: string;
  /** Each time a new one. */
  readonly make: () => unknown;
  /** Why it cannot be sent; absent for what JSON can say. */
  readonly why?: Unsendable;
  /** The JSON of what can be sent. */
  readonly text?: string;
}

const thrower = (): never => {
  throw new Error('a hostile value');
};

function cycle(): unknown {
  const list: unknown[] = [];
  list.push({ list });
  return list;
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Each member makes the next object, without end. Takes seconds to be found out. */
export function endless(): object {
  return Object.defineProperty({}, 'next', { enumerable: true, get: endless });
}

const refused = (what: string, why: Unsendable, make: () => unknown): HostileValue => ({
  what,
  why,
  make,
});
const said = (what: string, text: string, make: () => unknown): HostileValue => ({
  what,
  text,
  make,
});

class Point {
  readonly x = 1;
  readonly y = 2;
}

/** Lists in lists. */
export function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

/** What JSON cannot say, what it would change or drop, and, beside it, what it can say. */
export const hostileValues: readonly HostileValue[] = [
  refused('a BigInt', 'bigint', () => 12n),
  refused('a boxed BigInt', 'otherObject', () => Object(12n)),
  refused('a cycle', 'cycle', cycle),
  refused('a getter that throws', 'threw', () => ({
    get page() {
      return thrower();
    },
  })),
  refused('a proxy that throws', 'threw', () => new Proxy({}, { ownKeys: thrower })),
  refused('a revoked proxy', 'threw', revoked),
  refused('a toJSON that throws', 'threw', () => ({ toJSON: thrower })),
  refused('a toJSON that says no JSON', 'bigint', () => ({ toJSON: () => 1n })),
  refused('a symbol', 'symbol', () => Symbol('x')),
  refused('a function', 'function', () => () => 1),
  refused('a class', 'function', () => Point),
  refused('NaN', 'notFinite', () => NaN),
  refused('an infinity', 'notFinite', () => -Infinity),
  refused('a list with a hole', 'undefined', () => Array<unknown>(3)),
  refused('a list with undefined', 'undefined', () => [undefined]),
  refused('a Map', 'otherObject', () => new Map([['a', 1]])),
  refused('a Set', 'otherObject', () => new Set([1])),
  refused('a WeakMap', 'otherObject', () => new WeakMap()),
  refused('a promise', 'otherObject', () => Promise.resolve({})),
  refused('an error', 'otherObject', () => new Error('x')),
  refused('a regular expression', 'otherObject', () => /x/),
  refused('bytes', 'otherObject', () => new Uint8Array(4)),
  refused('search parameters', 'otherObject', () => new URLSearchParams('q=1')),
  said('a Date', '"1970-01-01T00:00:00.000Z"', () => new Date(0)),
  said('an instance of a class', '{"x":1,"y":2}', () => new Point()),
  said('a boxed text', '"x"', () => new String('x')),
  said('a member that is undefined', '{"b":1}', () => ({ a: undefined, b: 1 })),
  said('an object without a prototype', '{}', () => Object.create(null)),
  said('names that objects have', '{"constructor":1,"toString":2}', () => ({
    constructor: 1,
    toString: 2,
  })),
  said('an own __proto__', '{"__proto__":[1]}', () => JSON.parse('{"__proto__":[1]}')),
  said('half of a surrogate pair', '"\\ud800"', () => '"\\ud800"'),
  said('half of a surrogate pair in a list', '["\\ud800"]', () => ['\ud800']),
  said('one object twice', '[{},{}]', () => {
    const one = {};
    return [one, one];
  }),
  said('a negative zero', '0', () => -0),
  said('an address', '"https://jobo.example/"', () => new URL('https://jobo.example')),
];
