import assert from 'node:assert/strict';
import { parseCurl } from '../../../src/core/snippets/parseCurl';
import { canaryKey } from '../../support/runs';

const origin = 'https://connect.jobo.world';

function pasted(line: string) {
  const parsed = parseCurl(line);
  return parsed.ok ? parsed : assert.fail(`${line}: ${parsed.problem.code}`);
}

const problem = (line: string) => {
  const parsed = parseCurl(line);
  return parsed.ok ? assert.fail('it was read') : parsed.problem;
};

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
