import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/names';
import { answerInput, answerList, replace, watchPanels } from './pressing';
import { clipboard, snippetCases } from './snippetCases';
import { filesWith, freeRequest, run, storageFolder, useProfile } from './support';

describe('Paste curl', () => {
  const cases = snippetCases();

  const line = () =>
    `curl -k '${cases.server.url}/api/jobs?q=it%27s&page_size=5' -H 'X-Api-Key: ${cases.key}' -b a=b --compressed`;
  const pasteLine = async (text: string) => {
    await vscode.env.clipboard.writeText(text);
    const page = watchPanels();
    await run(commands.pasteCurl);
    return page;
  };
  const sentKey = async () => {
    await cases.api.send(freeRequest);
    return cases.server.requests.at(-1)?.headers['x-api-key'];
  };

  it('becomes a draft in the panel, is not sent, and the key is stored after a question', async () => {
    await useProfile('Pasting', cases.server.url);
    const { asked } = answerList(label => label === 'Store it');
    const page = await pasteLine(line());
    assert.deepEqual(asked, [`Store the key of this curl line for Pasting (${cases.server.url})?`]);
    assert.equal(cases.server.connections(), 0);
    const { result } = (await page().call('panel/ready', {})) as {
      readonly result?: { readonly request: { readonly draft: { readonly query: unknown } } };
    };
    assert.deepEqual(result?.request.draft.query, { q: "it's", page_size: 5 });
    assert.match(
      cases.said[0] ?? '',
      /Left out: --insecure \(certificates are always verified\), cookies\./,
    );
    assert.match(cases.said[0] ?? '', /The key is stored for Pasting\.$/);
    assert.ok(!JSON.stringify([cases.said, page().posted]).includes(cases.key));
    assert.equal(await sentKey(), cases.key);
    assert.deepEqual(await filesWith(await storageFolder(cases.api), cases.key), []);
  });

  it('leaves the key out when the person does not want it stored', async () => {
    await useProfile('Pasting', cases.server.url);
    answerList(label => label === 'Leave it out');
    await pasteLine(line());
    assert.match(cases.said[0] ?? '', /The key was left out\.$/);
    await assertNoKey();
  });

  it('gives the key of another address to the profile of that address, or to none', async () => {
    await useProfile('Pasting', cases.server.url);
    await run(commands.switchProfile, 'Live');
    const { asked } = answerList(label => label === 'Leave it out');
    await pasteLine(line());
    assert.match(asked[0] ?? '', /for Pasting/);
    await pasteLine(line().replace(cases.server.url, 'https://other.example'));
    assert.equal(asked.length, 1);
    assert.match(cases.said.at(-1) ?? '', /no profile has the address https:\/\/other\.example/);
    assert.match(cases.said.at(-1) ?? '', /The line was written for https:\/\/other\.example\./);
    await run(commands.switchProfile, 'Pasting');
    await assertNoKey();
  });

  /** Without a key nothing that needs one is sent. */
  async function assertNoKey(): Promise<void> {
    const { outcome } = await cases.api.send({ operationId: 'searchJobs' });
    assert.deepEqual(outcome, { kind: 'refused', reason: 'noKey' });
    assert.equal(cases.server.connections(), 0);
  }

  it('says what it cannot read, without repeating it, and leaves it on the clipboard', async () => {
    const text = `wget ${cases.key}`;
    await pasteLine(text);
    assert.deepEqual(cases.said, [
      'This is no curl line. Copy one that begins with curl, then paste it again.',
    ]);
    assert.equal(await clipboard(), text);
    await assert.rejects(
      run(commands.pasteCurl, `curl https://x/${cases.key}`),
      (failure: Error) => {
        assert.ok(!failure.message.includes(cases.key));
        return /no operation at/.test(failure.message);
      },
    );
  });

  it('rejects the call of a program with the sentence, and shows none', async () => {
    const at = (line: number, column: number) =>
      `Line ${line}, column ${column} of the pasted text: `;
    const search = `${cases.server.url}/api/jobs/search`;
    const column = 'curl '.length + search.length + 1;
    for (const [text, sentence] of [
      ['', 'This is no curl line. Copy one that begins with curl, then paste it again.'],
      [
        `curl '${search}?q=${cases.key}'`,
        `${at(1, 6)}/api/jobs/search answers to POST, not to GET. Change the method, then paste it again.`,
      ],
      [
        `curl -H 'X-Api-Key: ${cases.key}' \\\n  ${search} -d '{"q`,
        `${at(2, column + 1)}the quote that opens at '{ is never closed. Copy the whole line, then paste it again.`,
      ],
      [
        `curl ${search} -d “${cases.key}”`,
        `${at(1, column + 4)}“ is a typographic mark, which no shell takes for its own. Put a straight one in its place (' or ", or - for a dash), then paste it again.`,
      ],
      [
        `curl ${search} -d "$QUERY" -u ${cases.key}`,
        `${at(1, column + 5)}only the shell knows what $QUERY stands for. Write its value there, then paste it again.`,
      ],
      [
        `curl ${search} ^\n-d '{"queries": ["${cases.key}"]}'`,
        `${at(2, 4)}the quote at '{"queries" means nothing to cmd. Put " in its place, and \\" for each one inside, then paste it again.`,
      ],
      [
        `curl -u ${cases.key}`,
        `${at(1, 1)}this curl command has no address that can be read. Add it, then paste it again.`,
      ],
      [
        `curl ${search} -d`,
        `${at(1, column + 1)}--data needs a value, and the line ends there. Copy the whole line, then paste it again.`,
      ],
      [
        `curl --newer https://a.example/ ${search}`,
        `${at(1, 6)}the option --newer is unknown, so the address behind it may be its value. Take the option out, then paste it again.`,
      ],
      [
        `curl ${search}/{a,b}`,
        `${at(1, 6)}curl would make addresses of the pattern {a,b}. Write one address, or add --globoff if it is meant as it stands, then paste it again.`,
      ],
      [
        `curl ${search} -d @- <<EOF\n${cases.key}`,
        `${at(1, column + 7)}the text that shall end with a line EOF never does. Copy that line too, then paste it again.`,
      ],
      [
        `curl ${search} -d "$(echo ${cases.key}"`,
        `${at(1, column + 5)}what opens with $( is never closed. Copy the whole line, then paste it again.`,
      ],
    ] as const) {
      await assert.rejects(run(commands.pasteCurl, text), (failure: Error) => {
        assert.equal(failure.message, sentence);
        return true;
      });
    }
    assert.deepEqual(cases.said, []);
  });

  it('tells a person the place of what cannot be read', async () => {
    await pasteLine('Look:\n$ curl -s “https://a.example/”');
    assert.match(cases.said[0] ?? '', /^Line 2, column 11 of the pasted text: “ is a typographic/);
    assert.equal(cases.said.length, 1);
  });

  it('takes the first of several commands, with a key that is assigned before it, and says so', async () => {
    await useProfile('Pasting', cases.server.url);
    const { asked } = answerList(label => label === 'Store it');
    await pasteLine(
      `$ JOBO_API_KEY=${cases.key} curl "${cases.server.url}/api/jobs?q=a" -H "X-Api-Key: $JOBO_API_KEY" | jq .\n$ curl ${cases.server.url}/api/jobs`,
    );
    assert.deepEqual(asked, [`Store the key of this curl line for Pasting (${cases.server.url})?`]);
    assert.match(cases.said[0] ?? '', /Left out: all but the first curl command\./);
    assert.match(cases.said[0] ?? '', /The key is stored for Pasting\.$/);
    assert.equal(await sentKey(), cases.key);
  });

  it('says that a variable was taken for the address, whose key goes nowhere', async () => {
    await useProfile('Pasting', cases.server.url);
    const { asked } = answerList(label => label === 'Store it');
    await pasteLine(`curl "$BASE/api/jobs?q=a" -H 'X-Api-Key: ${cases.key}'`);
    assert.deepEqual(asked, []);
    assert.match(
      cases.said[0] ?? '',
      /Left out: the value of \$BASE \(taken for the API's address\)\. The key was left out: the line does not say/,
    );
    await assertNoKey();
  });

  it('asks for the line when the clipboard is empty', async () => {
    answerInput(`curl ${cases.server.url}/api/locations/geocode?location=Berlin`);
    await pasteLine('');
    assert.match(cases.said[0] ?? '', /is ready to be sent with Sandbox\./);
  });

  it('gives the draft back that stood there before', async () => {
    await run(commands.pasteCurl, `curl ${cases.server.url}/api/jobs?q=first`);
    const undo = (_: string, label: unknown) => Promise.resolve(label);
    replace(
      vscode.window,
      'showInformationMessage',
      undo as unknown as typeof vscode.window.showInformationMessage,
    );
    await run(commands.pasteCurl, `curl ${cases.server.url}/api/jobs?q=second`);
    const copied = async () => {
      await run(commands.copyRequest, 'searchJobs', 'curlPosix');
      return clipboard();
    };
    assert.match(await copied(), /q=first/);
  });
});
