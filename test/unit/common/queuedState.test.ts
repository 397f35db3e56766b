import assert from 'node:assert/strict';
import fc from 'fast-check';
import { QueuedState, type State } from '../../../src/core/common/queuedState';
import { toldOnce } from '../../../src/core/common/toldOnce';

/**
 * As an editor's window keeps it: set in memory at once, handed over whole a moment later,
 * and replaced by what the editor says was written, also where the window itself wrote it.
 */
class EchoingState implements State {
  disk: Record<string, unknown> = {};
  fails = false;
  #memory: Record<string, unknown> = {};
  #handingOver: Promise<void> | undefined;
  readonly #pause: () => Promise<void>;

  constructor(pause: () => Promise<void>) {
    this.#pause = pause;
  }

  get(key: string): unknown {
    return this.#memory[key];
  }

  update(key: string, value: unknown): Promise<void> {
    this.#memory = { ...this.#memory, [key]: value };
    return (this.#handingOver ??= this.#handOver());
  }

  async #handOver(): Promise<void> {
    await this.#pause();
    this.#handingOver = undefined;
    const sent = this.#memory;
    await this.#pause();
    if (this.fails) throw new Error('The disk is full.');
    this.disk = sent;
    await this.#pause();
    this.#memory = sent;
  }
}

const turns = (count: number) => async () => {
  for (let n = 0; n < count; n += 1) await new Promise(resolve => setImmediate(resolve));
};

describe('the queued state', () => {
  it('is needed: the bare one loses a value set while another is written', async () => {
    const bare = new EchoingState(turns(2));
    const first = bare.update('a', 1);
    await turns(5)();
    const second = bare.update('b', 2);
    await Promise.all([first, second]);
    assert.equal(bare.get('b'), undefined);
  });

  it('keeps everything that is set, whenever it is set', async () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      value: fc.option(fc.integer(), { nil: undefined }),
      pause: fc.nat(8),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.nat(3), async (steps, slowness) => {
        const editor = new EchoingState(turns(slowness));
        const state = new QueuedState(editor);
        const expected: Record<string, unknown> = {};
        for (const { key, value, pause } of steps) {
          expected[key] = value;
          void state.update(key, value);
          await turns(pause)();
          for (const name of Object.keys(expected)) assert.equal(state.get(name), expected[name]);
        }
        await state.settled();
        for (const name of Object.keys(expected)) {
          assert.equal(state.get(name), expected[name]);
          assert.equal(editor.disk[name], expected[name]);
        }
      }),
    );
  });

  it('settles an update when its value is written', async () => {
    const editor = new EchoingState(turns(2));
    const state = new QueuedState(editor);
    await Promise.all([state.update('a', 1), state.update('a', 2)]);
    assert.deepEqual(editor.disk, { a: 2 });
  });

  it('tells a failed write, and writes the next one', async () => {
    const editor = new EchoingState(turns(1));
    const state = new QueuedState(editor);
    editor.fails = true;
    await assert.rejects(state.update('a', 1), /The disk is full/);
    editor.fails = false;
    await state.update('b', 2);
    assert.deepEqual(editor.disk, { a: 1, b: 2 });
  });

  it('keeps what could not be written, and tries it with the next write and at the end', async () => {
    const disk = new EchoingState(turns(1));
    const state = new QueuedState(disk);
    disk.fails = true;
    await assert.rejects(state.update('a', 1));
    await assert.rejects(state.update('b', 2));
    disk.fails = false;
    await state.update('c', 3);
    assert.deepEqual(disk.disk, { a: 1, b: 2, c: 3 });
    disk.fails = true;
    await assert.rejects(state.update('a', 4));
    assert.equal(state.get('a'), 4);
    disk.fails = false;
    await state.settled();
    assert.equal(disk.disk['a'], 4);
  });

  it('fails with one failure, told once, until a write has succeeded', async () => {
    const disk = new EchoingState(turns(1));
    const state = new QueuedState(disk);
    const told: unknown[] = [];
    const failed = toldOnce(failure => told.push(failure));
    disk.fails = true;
    for (const value of [1, 2, 3]) await state.update('a', value).catch(failed);
    assert.equal(told.length, 1);
    disk.fails = false;
    await state.update('a', 4);
    disk.fails = true;
    await state.update('b', 5).catch(failed);
    assert.equal(told.length, 2);
  });
});
