import assert from 'node:assert/strict';
import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type Dispatcher from 'undici/types/dispatcher';
import { KnownKeys } from '../../../src/core/keys/knownKeys';
import { Hop, type HopResult } from '../../../src/core/transport/hop';
import { tempFolder } from '../../support/tempFolder';

const idleBody = 40;
const limits = { connect: 30_000, firstByte: 30_000, idleBody, whole: 60_000 };
const part = Buffer.alloc(100, 'x');

describe('a disk that is slower than the idle limit', () => {
  const folder = tempFolder();

  /** An answer whose first part fills the memory: what follows is held back until `disk.go`. */
  async function held(onRelease: (hop: Hop, controller: Dispatcher.DispatchController) => void) {
    const disk = { go: (): void => undefined };
    const free = new Promise<void>(resolve => (disk.go = resolve));
    const results: HopResult[] = [];
    let tell = (_: HopResult): void => undefined;
    const result = new Promise<HopResult>(resolve => (tell = resolve));
    const hop = new Hop({
      limits,
      collect: {
        caps: { memory: part.length / 2, file: part.length * 10 },
        keys: new KnownKeys(),
        folder: folder(),
        openFile: async file => {
          const handle = await open(file, 'wx');
          return {
            writeFile: bytes => free.then(() => handle.writeFile(bytes)),
            close: () => handle.close(),
          };
        },
      },
      onProgress: () => undefined,
      onResult(each) {
        results.push(each);
        tell(each);
      },
    });
    const controller = {
      rawHeaders: [],
      aborted: false,
      paused: false,
      reason: null,
      abort: () => undefined,
      pause: () => undefined,
      resume: () => undefined,
    };
    let isHeld = false;
    hop.gate = {
      hold() {
        isHeld = true;
      },
      release() {
        isHeld = false;
        onRelease(hop, controller);
      },
    };
    hop.onRequestStart(controller);
    hop.onResponseStart(controller, 200, {}, 'OK');
    hop.onResponseData(controller, part);
    assert.ok(isHeld, 'it is not held back');
    await sleep(idleBody * 4);
    assert.deepEqual(results, []);
    disk.go();
    return result;
  }

  it('is not held against the server, which cannot be heard meanwhile', async () => {
    const result = await held((hop, controller) => {
      hop.onResponseData(controller, part);
      hop.onResponseEnd();
    });
    assert.ok(result.kind === 'answered');
    assert.equal(result.body.damaged, undefined);
    assert.equal(result.body.content.length, part.length * 2);
  });

  it('holds the server to the limit again once it may go on', async () => {
    const result = await held(() => undefined);
    assert.ok(result.kind === 'answered');
    assert.equal(result.body.damaged, 'bodyTimeout');
  });
});
