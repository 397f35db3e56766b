import assert from 'node:assert/strict';
import { routeTo } from '../../../src/core/transport/proxy';
import { network } from '../../support/runs';

/** The entry that covers an origin, or `through`. */
const cases: readonly (readonly [origin: string, list: string, entry: string])[] = [
  ['https://api.test', 'localhost api.test', 'api.test'],
  ['https://api.test', 'localhost\tother.test\napi.test', 'api.test'],
  ['https://api.test', 'localhost, api.test', 'api.test'],
  ['https://api.test', 'localhost,,api.test,', 'api.test'],
  ['https://api.test', 'localhost;api.test', 'api.test'],
  ['https://api.test', 'localhost other.test', 'through'],
  ['https://api.test', '*', '*'],
  ['https://api.test', 'localhost *', '*'],
  ['https://api.test', '.test', '.test'],
  ['https://test', '.test', '.test'],
  ['https://a.b.test', '.test', '.test'],
  ['https://api.test', '*.test', '*.test'],
  ['https://api.test', 'TEST.', 'TEST.'],
  ['https://api.test.', 'api.test', 'api.test'],
  ['https://API.TEST', 'api.test', 'api.test'],
  ['https://api.test', 'API.Test', 'API.Test'],
  ['https://api.test', 'pi.test', 'through'],
  ['https://api.test', 'api', 'through'],
  ['https://api.test', '.', 'through'],
  ['https://api.test', '*.', 'through'],
  ['https://api.test', 'api.test:443', 'api.test:443'],
  ['https://api.test', '.test:443', '.test:443'],
  ['http://api.test', 'api.test:80', 'api.test:80'],
  ['https://api.test', 'api.test:80', 'through'],
  ['https://api.test', 'https://api.test/', 'https://api.test/'],
  ['https://10.1.2.3', '10.0.0.0/8', '10.0.0.0/8'],
  ['https://10.1.2.3', '10.1.2.3', '10.1.2.3'],
  ['https://10.1.2.3', '10.1.2.3:443', '10.1.2.3:443'],
  ['https://10.1.2.3', '2.3', 'through'],
  ['https://10.1.2.3', '.3', 'through'],
  ['https://10.1.2.3', '10.0.0.0/', 'through'],
  ['https://10.1.2.3', '10.0.0.0/33', 'through'],
  ['https://10.1.2.3', '0.0.0.0/0', '0.0.0.0/0'],
  ['https://11.1.2.3', '10.0.0.0/8', 'through'],
  ['https://[fd00::1]', 'fd00::/8', 'fd00::/8'],
  ['https://[fd00::1]', '[fd00::]/8', '[fd00::]/8'],
  ['https://[fd00::1]', 'fd00:0:0::1', 'fd00:0:0::1'],
  ['https://[fd00::1]', '[fd00::1]', '[fd00::1]'],
  ['https://[fd00::1]', '[FD00::1]:443', '[FD00::1]:443'],
  ['https://[fd00::1]', '[fd00::1]:80', 'through'],
  ['https://[fd00::1]', 'fd00::/129', 'through'],
  ['https://[fd00::1]', '10.0.0.0/8', 'through'],
  ['https://api.test', 'fd00::/8 10.0.0.0/8', 'through'],
  ['https://api.test', ' ', 'through'],
  // In quotes, around the whole or around each.
  ['https://api.test', '"localhost,api.test"', 'api.test'],
  ['https://api.test', "'api.test'", 'api.test'],
  ['https://api.test', '"localhost", "api.test"', 'api.test'],
  ['https://api.test', '“api.test”', 'api.test'],
  ['https://api.test', '["localhost","api.test"]', 'api.test'],
  ['https://api.test', '""', 'through'],
  ['https://[fd00::1]', '"[fd00::1]"', '[fd00::1]'],
  // Parted as Java and Windows part them.
  ['https://api.test', 'localhost|api.test', 'api.test'],
  ['https://api.test', 'localhost|*.test', '*.test'],
  // Networks by their first numbers.
  ['https://10.1.2.3', '10.*', '10.*'],
  ['https://10.1.2.3', '10.1.*', '10.1.*'],
  ['https://10.1.2.3', '10.1.*.*', '10.1.*.*'],
  ['https://10.1.2.3', '10.1.2.*:443', '10.1.2.*:443'],
  ['https://10.1.2.3', '10.1.2.*:80', 'through'],
  ['https://10.1.2.3', '10.', '10.'],
  ['https://10.1.2.3', '10.1.2.', '10.1.2.'],
  ['https://101.1.2.3', '10.*', 'through'],
  ['https://101.1.2.3', '10.', 'through'],
  ['https://10.1.2.3', '1.2.*', 'through'],
  ['https://10.test', '10.*', 'through'],
  ['https://10.1.2.3', '999.*', 'through'],
  // With a path behind.
  ['https://api.test', 'https://api.test:443/api', 'https://api.test:443/api'],
  ['https://api.test', 'http://api.test/x?y', 'http://api.test/x?y'],
  ['https://api.test', 'https://api.test:80/api', 'through'],
  ['https://api.test', 'api.test/', 'api.test/'],
  ['https://10.1.2.3', 'https://10.1.2.3/api', 'https://10.1.2.3/api'],
  // A name in letters is the name that it is asked by.
  ['https://grün.test', 'grün.test', 'grün.test'],
  ['https://xn--grn-ioa.test', 'GRÜN.test', 'GRÜN.test'],
  ['https://a.grün.test', '*.grün.test:443', '*.grün.test:443'],
  ['https://grün.test', 'xn--grn-ioa.test', 'xn--grn-ioa.test'],
];

describe('hosts without a proxy', () => {
  for (const [origin, list, entry] of cases) {
    it(`${origin} by ${JSON.stringify(list)}: ${entry}`, () => {
      const proxied = { ...network, proxy: 'http://proxy.test:3128' };
      const by = [
        { source: 'http.noProxy', changes: { noProxy: [list] } },
        { source: 'NO_PROXY', changes: { environment: { NO_PROXY: list } } },
        { source: 'no_proxy', changes: { environment: { no_proxy: list } } },
      ];
      for (const { source, changes } of by) {
        const route = routeTo(new URL(origin), { ...proxied, ...changes });
        if (entry === 'through') assert.equal(route.kind, 'proxy', source);
        else assert.deepEqual(route, { kind: 'direct', because: 'excluded', source, entry });
      }
    });
  }
});
