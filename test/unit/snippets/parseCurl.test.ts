import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCurl } from '../../../src/core/snippets/parseCurl';
import { draft, zeroId } from '../request/drafts';
import { hostileText } from './anyDraft';

const origin = 'https://connect.jobo.world';

function pasted(line: string) {
  const parsed = parseCurl(line);
  return parsed.ok ? parsed : assert.fail(`${line}: ${parsed.problem.code}`);
}

const problem = (line: string) => {
  const parsed = parseCurl(line);
  return parsed.ok ? assert.fail('it was read') : parsed.problem;
};

describe('a curl line', () => {
  for (const [what, line, expected] of [
    [
      'with data and no method',
      `curl ${origin}/api/jobs/search --json '{"queries":["a"]}'`,
      draft('searchJobsPost', { body: '{"queries":["a"]}' }),
    ],
    [
      'with clustered letters',
      `curl -sSLXPOST -H'content-type: application/json' ${origin}/api/jobs/search -d'{"a":1}'`,
      draft('searchJobsPost', { body: '{"a":1}' }),
    ],
    [
      'with --get',
      `curl -G ${origin}/api/jobs -d page_size=5 --data-urlencode 'q=a&b c' --data-urlencode 'work_model=remote'`,
      draft('searchJobs', { query: { page_size: 5, q: 'a&b c', work_model: ['remote'] } }),
    ],
    [
      'with repeated list values and what nobody knows',
      `curl '${origin}/api/jobs?work_model=remote&work_model=hybrid,x%2Cy&zz=%zz+1'`,
      draft('searchJobs', { query: { work_model: ['remote', 'hybrid', 'x,y'], zz: '%zz 1' } }),
    ],
    [
      'with a path value, --url and a prompt',
      `$ curl --compressed --url=${origin}/api/jobs/${zeroId}/`,
      draft('getJob', { path: { id: zeroId } }),
    ],
    [
      'of a literal path that a parameter would take too',
      `curl.exe connect.jobo.world/api/jobs/expired?batch_size=2`,
      draft('getExpiredJobIds', { query: { batch_size: 2 } }),
    ],
    [
      'with a header that the operation takes',
      `curl -X POST ${origin}/api/auto-apply/applications -H "idempotency-key:  mine "`,
      draft('createApplication', { headers: { 'Idempotency-Key': 'mine' } }),
    ],
  ] as const) {
    it(what, () => assert.deepEqual(pasted(line).draft, expected));
  }

  it('of a browser says nothing about what browsers add', () => {
    const line = `curl '${origin}/api/jobs?q=a' \\
      -H 'accept: */*' -H 'sec-ch-ua: "x"' -H 'priority: u=1, i' --compressed`;
    assert.deepEqual(pasted(line).leftOut, []);
  });

  it('says what did not fit, by name only', () => {
    const line = `curl -k -u me:secret -b a=secret ${origin}/api/jobs?q=a -H 'X-Other: secret'
      -H 'Cookie: secret' --proxy http://secret -F a=secret -o secret -X GET --constructor -Z`;
    const { leftOut } = pasted(line);
    assert.deepEqual(leftOut, [
      { code: 'header', name: 'X-Other' },
      { code: 'cookies' },
      { code: 'field', name: 'a' },
      { code: 'insecure' },
      { code: 'login' },
      { code: 'option', name: '--proxy' },
      { code: 'option', name: '--output' },
      { code: 'option', name: '--constructor' },
      { code: 'option', name: '--parallel' },
    ]);
  });

  it('never reads a file that it names', () => {
    assert.deepEqual(pasted(`curl ${origin}/api/jobs/search -d @package.json`).leftOut, [
      { code: 'dataFile' },
    ]);
    assert.deepEqual(
      pasted(`curl ${origin}/api/auto-apply/profiles/import -F file=@package.json`).leftOut,
      [{ code: 'file', name: 'file' }],
    );
  });

  for (const [line, code] of [
    ['', 'notCurl'],
    ['curl', 'notCurl'],
    ['wget https://x', 'notCurl'],
    ["curl 'https://x", 'openQuote'],
    ['curl -X POST', 'noAddress'],
    ['curl http://[', 'noAddress'],
    ['curl https://example.com/', 'notAnOperation'],
    [`curl -X DELETE ${origin}/api/jobs/search`, 'otherMethod'],
  ] as const) {
    it(`is refused as ${code}: ${line}`, () => assert.equal(problem(line).code, code));
  }

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        parseCurl(`curl ${a} ${origin}/api/jobs?${b} -d ${b} -H ${a}`);
        parseCurl(`curl ${origin}/api/jobs${a} ^\n -d "${b}"`);
      }),
      { numRuns: 1_000 },
    );
  });
});
