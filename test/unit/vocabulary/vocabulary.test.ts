import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { keptFile } from '../../../src/core/disk/keptFile';
import type { OnlineSource } from '../../../src/core/vocabulary/sources';
import type { Ask, Reading } from '../../../src/core/vocabulary/vocabulary';
import { places, settled, skills, valuesOf, vocabularyOn } from './harness';

const options = (...keys: string[]): Reading => ({
  kind: 'answered',
  answer: { options: keys.map((key, count) => ({ key, count })) },
});

/** Answers when the case says so. */
function manual() {
  const asked: { q: unknown; signal: AbortSignal; answer: (reading: Reading) => void }[] = [];
  const ask: Ask = (draft, _profile, signal) =>
    new Promise(answer => asked.push({ q: draft.query['q'], signal, answer }));
  return { asked, ask };
}

describe('vocabulary', () => {
  it('ends an older request, whose late answer then changes nothing', async () => {
    const { asked, ask } = manual();
    const { vocabulary, profile, clock, complete } = vocabularyOn(ask);
    const rest = async () => {
      await settled();
      clock.rest();
      await settled();
    };
    const older = vocabulary.suggest(profile, skills, 'ty', []);
    await rest();
    const newer = vocabulary.suggest(profile, skills, 'types', []);
    await rest();
    assert.deepEqual(
      asked.map(({ q, signal }) => [q, signal.aborted]),
      [
        ['ty', true],
        ['types', false],
      ],
    );
    asked[1]?.answer(options('TypeScript'));
    assert.deepEqual(valuesOf(await newer), ['TypeScript']);
    asked[0]?.answer(options('old'));
    assert.deepEqual(await older, { suggestions: [], why: 'superseded' });
    const again = complete(skills, 'ty');
    await rest();
    assert.equal(asked.length, 3, 'the late answer has not been kept');
    asked[2]?.answer(options('Typing'));
    assert.deepEqual(valuesOf(await again), ['Typing']);
  });

  it('asks once for fields that ask the same at the same time', async () => {
    const { asked, ask } = manual();
    const { vocabulary, profile, clock } = vocabularyOn(ask);
    const both = [1, 2].map(() => vocabulary.suggest(profile, skills, 'go', []));
    await settled();
    clock.rest();
    await settled();
    asked[0]?.answer(options('Go'));
    for (const completion of await Promise.all(both))
      assert.deepEqual(valuesOf(completion), ['Go']);
    assert.equal(asked.length, 1);
  });

  it('takes an answer that is as long as asked for, or round, for a part only', async () => {
    for (const [length, requests] of [
      [250, 2],
      [100, 2],
      [7, 1],
      [0, 1],
    ] as const) {
      let asked = 0;
      const { complete } = vocabularyOn(() => {
        asked += 1;
        return Promise.resolve(options(...Array.from({ length }, (_, n) => `value ${n}`)));
      });
      await complete(skills, '');
      await complete(skills, 'value 1');
      assert.equal(asked, requests, `${length} values`);
    }
  });

  it('drops what a key has shown when the key is another, also on its way', async () => {
    const { asked, ask } = manual();
    const { vocabulary, profile, clock, store } = vocabularyOn(ask);
    const asking = vocabulary.suggest(profile, skills, '', ['listed']);
    await settled();
    clock.rest();
    await settled();
    await vocabulary.forget(profile.name);
    asked[0]?.answer(options('of the old key'));
    assert.equal((await asking).why, 'superseded');
    assert.doesNotMatch(store.text, /old key/);
  });

  it('forgets one profile and no other', async () => {
    const { vocabulary, profile, complete, store } = vocabularyOn(() =>
      Promise.resolve(options('Kept')),
    );
    await complete(skills, '');
    await vocabulary.forget('Another');
    assert.match(store.text, /Kept/);
    await vocabulary.forget(profile.name);
    assert.doesNotMatch(store.text, /Kept/);
  });

  it('takes values of one origin for no other', async () => {
    let asked = 0;
    const { vocabulary, profile, clock, complete } = vocabularyOn(() => {
      asked += 1;
      return Promise.resolve(options('Kept'));
    });
    await complete(skills, '');
    const moved = { ...profile, origin: 'https://other.example' };
    const other = vocabulary.suggest(moved, skills, '', []);
    await settled();
    clock.rest();
    await other;
    assert.equal(asked, 2);
  });

  it('survives the window in a file, bounded, and reads nothing strange from it', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'jobo-vocabulary-'));
    const file = path.join(folder, 'new', 'vocabulary.json');
    try {
      const store = keptFile(file);
      const answer = () =>
        Promise.resolve(options(...Array.from({ length: 99 }, (_, n) => `v${n}`)));
      const first = vocabularyOn(answer, store);
      for (let n = 0; n < 150; n += 1) await first.complete(skills, `v${n} ${n % 7}`);
      await first.vocabulary.close();
      assert.deepEqual(first.failures, []);
      const { size } = await fs.stat(file);
      assert.ok(size > 10_000 && size < 500_000, `${size} bytes`);
      let asked = 0;
      const count: Ask = () => {
        asked += 1;
        return Promise.resolve({ kind: 'failed' });
      };
      const next = vocabularyOn(count, keptFile(file));
      assert.equal((await next.complete(skills, 'v149 2')).suggestions.length, 50);
      assert.equal(asked, 0);
      for (const text of ['', '{', 'null', '[1]', '{"version":1,"answers":[null,{"rows":[1]}]}']) {
        await fs.writeFile(file, text);
        const { complete } = vocabularyOn(count, keptFile(file));
        assert.equal((await complete(skills, 'v1')).why, 'failed', text);
      }
    } finally {
      await fs.rm(folder, { recursive: true, force: true });
    }
  });

  it('takes a clock that was set back for no reason to trust an answer', async () => {
    let asked = 0;
    const { complete, clock } = vocabularyOn(() => {
      asked += 1;
      return Promise.resolve(options('Kept'));
    });
    await complete(skills, '');
    clock.forward(-1_000);
    await complete(skills, '');
    assert.equal(asked, 2);
  });

  it('offers the part of a place that the field takes', async () => {
    const answer = {
      suggestions: [
        { display_name: 'Porto, Portugal', city: 'Porto', region: 'Porto', country: 'Portugal' },
        { display_name: 'Port Louis', city: 'Port Louis', region: null, country: 'Mauritius' },
        { display_name: null, city: 'Nowhere' },
      ],
    };
    const { complete } = vocabularyOn(() => Promise.resolve({ kind: 'answered', answer }));
    const part = (name: 'whole' | 'city' | 'country'): OnlineSource => ({
      kind: 'places',
      part: name,
    });
    assert.deepEqual(valuesOf(await complete(places, 'po')), ['Porto, Portugal', 'Port Louis']);
    assert.deepEqual((await complete(part('city'), 'po')).suggestions, [
      { value: 'Porto', within: 'Portugal' },
      { value: 'Port Louis', within: 'Mauritius' },
    ]);
    assert.deepEqual(valuesOf(await complete(part('country'), 'po')), ['Portugal']);
  });

  it('takes an answer of another shape for none, once a minute', async () => {
    for (const answer of [null, [], 'text', { options: 'text' }, { enums: {} }]) {
      let asked = 0;
      const { complete } = vocabularyOn(() => {
        asked += 1;
        return Promise.resolve({ kind: 'answered', answer });
      });
      const completion = await complete(skills, 'a', ['an a', 'b']);
      assert.deepEqual(completion, { suggestions: [{ value: 'an a' }], why: 'failed' });
      await complete(skills, 'ab');
      assert.equal(asked, 1);
    }
  });
});
