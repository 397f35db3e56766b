import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { parseCurl } from '../../../src/core/snippets/parseCurl';
import { posixShell } from '../../../src/core/snippets/posixShell';
import { readingsOf } from '../../../src/core/snippets/readings';
import { splitCommand, type Split } from '../../../src/core/snippets/splitCommand';
import { canaryKey } from '../../support/runs';
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

const textsOf = (split: Split | undefined) =>
  split && !split.problem ? split.words.map(({ text }) => text) : undefined;
const unknown = () => undefined;
const inSh = (line: string) => textsOf(splitCommand(line, 0, posixShell, { fill: unknown }));
/** As the shell would that the line looks most like. */
const likeliest = (line: string) => {
  const [first] = readingsOf(line, { at: 0, from: 0, isComment: false, fill: () => unknown });
  return textsOf(first);
};

describe('shell words', () => {
  it('are what sh makes of the line', () => {
    // No word of a shell holds it. Taken out after the quoting, it would leave its backslash to what follows.
    const texts = hostileText.map(text => text.replaceAll('\0', ''));
    const single = texts.map(text => `'${text.replaceAll("'", "'\\''")}'`);
    const double = texts.map(text => `"${text.replace(/[\\"$`]/g, '\\$&')}"`);
    const bare = texts.map(text =>
      text.replace(/[^]/gu, mark => (mark === '\n' ? '' : `\\${mark}`)),
    );
    const words = fc.array(
      fc
        .array(
          fc.oneof(
            single,
            double,
            bare.filter(text => text !== ''),
          ),
          { minLength: 1 },
        )
        .map(all => all.join('')),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    // Ten lines to a shell: to start one takes longer than all that it reads.
    const lines = fc.array(
      words.map(all => ['a', ...all].join(' \\\n ')),
      { minLength: 10, maxLength: 10 },
    );
    fc.assert(
      fc.property(lines, all => {
        const script = all.map(line => `set -- ${line}\nprintf '%s\\0' "$#" "$@"\n`).join('');
        const out = execFileSync('sh', ['-c', script]).toString().split('\0');
        for (const line of all) {
          const count = Number(out.shift());
          assert.deepEqual(inSh(line), out.splice(0, count));
        }
      }),
      { numRuns: 10 },
    );
  });

  for (const [what, line, words] of [
    ['$-quotes', String.raw`$'it\'s\n\x41\xc3\xa9\u0021\U1F980\101'`, ["it's\nAé!🦀A"]],
    ['pieces', `a'b c'"d"\\ e`, ['ab cd e']],
    ['an empty word', `a '' b`, ['a', '', 'b']],
    ['the next command', `a b | c`, ['a', 'b']],
    ['an unquoted address', `a http://x/?b=1&c=2`, ['a', 'http://x/?b=1&c=2']],
    ['cmd', 'a ^"b^\\^"c^%^5Ed^" ^\n  -H ^"e^\n\nf^"', ['a', 'b"c%5Ed', '-H', 'e\nf']],
    ['cmd, older', 'a "b ""c""" ^\r\n "e^f\\\\"', ['a', 'b "c"', 'e^f\\']],
    ['PowerShell', 'a \'it\'\'s\' `\n "b`"c""d`n" e', ['a', "it's", 'b"c"d\n', 'e']],
    ['an open quote', `a 'b`, undefined],
    ['another open quote', `a "b\\"`, undefined],
  ] as const) {
    it(`of ${what}`, () => assert.deepEqual(likeliest(line), words));
  }
});

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

describe('a key in a curl line', () => {
  const address = `${origin}/api/jobs`;
  for (const line of [
    `curl ${address} -H 'X-Api-Key: ${canaryKey}'`,
    `curl -H"x-api-key:${canaryKey}" ${address}`,
    `curl -sHX-API-KEY:${canaryKey} ${address}`,
    `curl ${address} --header "X-Api-Key:  ${canaryKey} "`,
    `curl ${address} --header='X-Api-Key: ${canaryKey}'`,
    `curl ${address} -H $'X-Api-Key: ${canaryKey}'`,
    `curl ^"${address}^" ^\r\n  -H ^"X-Api-Key: ${canaryKey}^"`,
    `curl.exe "${address}" \`\n  -H "X-Api-Key: ${canaryKey}"`,
  ]) {
    it(`is found in ${line.replaceAll(canaryKey, '…').replace(/\s+/g, ' ')}`, () => {
      const { key, ...rest } = pasted(line);
      assert.equal(key, canaryKey);
      assert.ok(!JSON.stringify(rest).includes(canaryKey));
      assert.deepEqual(rest.leftOut, []);
    });
  }

  it('is taken out of everywhere else', () => {
    for (const line of [
      `curl '${address}?q=${canaryKey}&api_key=${canaryKey}'`,
      `curl ${address}/search -H 'X-Api-Key: ${canaryKey}' -d '{"a":"${canaryKey}"}'`,
      `curl ${address} -H 'Authorization: Bearer ${canaryKey}' -u ${canaryKey}:`,
      `curl ${address} -H '${canaryKey}' --${canaryKey} -o ${canaryKey}`,
      `curl ${address}/${canaryKey}`,
    ]) {
      const { key, ...rest } = pasted(line);
      assert.ok(!JSON.stringify(rest).includes(canaryKey), line);
      assert.ok(
        rest.leftOut.some(({ code }) => code === 'strayKey'),
        line,
      );
      assert.equal(key !== undefined, line.includes('X-Api-Key'));
    }
    for (const line of [`curl ${origin}/${canaryKey}`, `curl -X ${canaryKey} ${address}`])
      assert.ok(!JSON.stringify(problem(line)).includes(canaryKey));
  });

  it('is nowhere in what is told, wherever it stood', () => {
    const search = `${address}/search`;
    for (const line of [
      `JOBO_API_KEY=${canaryKey} curl ${address}`,
      `export A='${canaryKey}'\ncurl "${search}" -d "{\\"q\\":\\"$A\\"}"`,
      `echo '{"q":"${canaryKey}"}' | curl ${search} -d @-`,
      `curl ${search} -d @- <<${canaryKey}\n{}`,
      `curl ${search} -K - <<E\ndata = "${canaryKey}"\nE`,
      `curl "\${${canaryKey}}/api/jobs"`,
      `curl "\${A:-${canaryKey}}/api/jobs"`,
      `curl "$${canaryKey}/api/jobs?q=1"`,
      `curl "${address}?q=$(echo ${canaryKey})"`,
      `curl ${address}/{${canaryKey},b}`,
      `curl ${address} -d '${canaryKey}`,
      `curl ${search} -d '{"${canaryKey}`,
      `curl -H '${canaryKey}: 1`,
      `curl ${address} --${canaryKey} https://a.example/ -d`,
      `curl --${canaryKey} https://a.example/ ${address}`,
      `curl ${address} -d ‘${canaryKey}’`,
      `curl ^"${search}^" ^\n -d '{"${canaryKey}": 1}'`,
      `curl https://${canaryKey}@connect.jobo.world/api/nothing/${canaryKey}`,
    ])
      assert.ok(!JSON.stringify(parseCurl(line)).includes(canaryKey.slice(4)), line);
  });

  it('is none where the shell would have filled it in', () => {
    for (const value of [
      '$JOBO_API_KEY',
      '${JOBO_API_KEY}',
      '%JOBO_API_KEY%',
      '$env:JOBO_API_KEY',
      '',
    ])
      assert.equal(pasted(`curl ${address} -H 'X-Api-Key: ${value}'`).key, undefined);
  });
});
