import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { keptFile } from '../../../src/core/disk/keptFile';
import type { OnlineSource } from '../../../src/core/vocabulary/sources';
import type { Ask } from '../../../src/core/vocabulary/vocabulary';
import { online, skills, sources, valuesOf, vocabularyOn, type Online } from './harness';

const companies: OnlineSource = { kind: 'companies' };
const occupations: OnlineSource = { kind: 'occupations' };
const both: readonly OnlineSource[] = [companies, occupations];

describe('companies and occupations', () => {
  let house: Online;
  beforeEach(async () => {
    house = await online();
  });
  afterEach(async () => {
    assert.deepEqual(house.failures, []);
    await house.close();
  });

  it('complete companies by name and by domain, from two letters on, free', async () => {
    const { complete, lines } = house;
    assert.equal((await complete(companies, 'm')).why, 'tooShort');
    assert.equal(lines.length, 0);
    const { suggestions } = await complete(companies, 'marl');
    assert.ok(suggestions.length > 0);
    for (const { value, within, label } of suggestions) {
      assert.match(value, /^Marlow /);
      assert.match(within ?? '', /^marlow-[a-z-]+\.example$/);
      assert.equal(label, undefined);
    }
    const byDomain = await complete(companies, suggestions[0]!.within!);
    assert.deepEqual(valuesOf(byDomain), [suggestions[0]!.value]);
    assert.ok(lines.every(line => line.endsWith(' 200 0')));
  });

  it('complete ids of occupations by what they are called', async () => {
    const { complete, lines } = house;
    const all = await complete(occupations, '');
    assert.ok(all.suggestions.length > 10);
    const { suggestions } = await complete(occupations, 'NURSE');
    assert.ok(suggestions.length > 0);
    for (const { value, label } of suggestions) {
      assert.match(value, /^[\da-f-]{36}$/);
      assert.match(label ?? '', /nurse/i);
    }
    assert.ok(lines.every(line => /^GET \/api\/occupations 200 0$/.test(line)));
  });
});

describe('vocabularies that nobody documents', () => {
  it('leave the others alone when they are not there', async () => {
    const asked: string[] = [];
    const ask: Ask = draft => {
      asked.push(draft.operationId);
      const answer = { options: [{ key: 'Go', count: 1 }] };
      return Promise.resolve(
        draft.operationId === 'getConnectorFilterOptions'
          ? { kind: 'answered', answer }
          : { kind: 'failed' },
      );
    };
    const { complete, clock } = vocabularyOn(ask);
    assert.equal((await complete(companies, 'ma')).why, 'failed');
    assert.equal((await complete(companies, 'mar')).why, 'failed');
    assert.equal((await complete(occupations, '')).why, 'failed');
    assert.deepEqual(valuesOf(await complete(skills, '')), ['Go']);
    assert.deepEqual(asked, ['suggestCompanies', 'listOccupations', 'getConnectorFilterOptions']);
    clock.forward(60_000);
    await complete(companies, 'mar');
    assert.equal(asked.length, 4);
  });

  it('rest with the others when a documented one could not be asked', async () => {
    let asked = 0;
    const { complete } = vocabularyOn(() => {
      asked += 1;
      return Promise.resolve({ kind: 'failed' });
    });
    await complete(sources, '');
    assert.equal((await complete(companies, 'ma')).why, 'failed');
    assert.equal(asked, 1);
  });

  it('take an answer of another shape for none', async () => {
    for (const answer of [null, [], 'text', { suggestions: 'text' }, { occupations: {} }]) {
      for (const source of both) {
        const { complete } = vocabularyOn(() => Promise.resolve({ kind: 'answered', answer }));
        assert.deepEqual(await complete(source, 'ab'), { suggestions: [], why: 'failed' });
      }
    }
  });

  it('take odd rows for none, and keep names and domains beyond the window', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'unsure-'));
    try {
      const file = path.join(folder, 'vocabulary.json');
      const answer = {
        suggestions: [
          null,
          { id: '1' },
          { name: 'Harbour', domain: 'harbour.example' },
          { name: 'Harbourless', domain: 7 },
        ],
        occupations: [{ name: 'No id' }, { id: 'o1', name: 'Harbour Pilot' }, { id: 'harbour' }],
      };
      const first = vocabularyOn(
        () => Promise.resolve({ kind: 'answered', answer }),
        keptFile(file),
      );
      const expected = [
        [{ value: 'Harbour', within: 'harbour.example' }, { value: 'Harbourless' }],
        [{ value: 'o1', label: 'Harbour Pilot' }, { value: 'harbour' }],
      ];
      const read = async ({ complete }: typeof first) => [
        (await complete(companies, 'harb')).suggestions,
        (await complete(occupations, 'harb')).suggestions,
      ];
      assert.deepEqual(await read(first), expected);
      await first.vocabulary.close();
      const next = vocabularyOn(() => Promise.resolve({ kind: 'failed' }), keptFile(file));
      assert.deepEqual(await read(next), expected);
    } finally {
      await fs.rm(folder, { recursive: true, force: true });
    }
  });
});
