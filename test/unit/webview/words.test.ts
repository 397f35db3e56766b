import * as assert from 'node:assert/strict';
import { fill, formatSeconds, setWords, speakSeconds, t } from '../../../src/webview/words';

describe('words of the panel', () => {
  beforeEach(() => setWords({}, 'en-US'));
  afterEach(() => setWords({}, 'en'));

  for (const [seconds, seen, heard] of [
    [0, '0 s', '0 seconds'],
    [1, '1 s', '1 second'],
    [12, '12 s', '12 seconds'],
    [60, '1 min 00 s', '1 minute'],
    [125, '2 min 05 s', '2 minutes 5 seconds'],
    [3600, '1 h 00 min', '1 hour'],
    [7385, '2 h 03 min', '2 hours 3 minutes'],
  ] as const) {
    it(`${seconds} s is "${seen}" for the eye and "${heard}" for the ear`, () => {
      assert.equal(formatSeconds(seconds), seen);
      assert.equal(speakSeconds(seconds), heard);
    });
  }

  it('are spoken in the language of the editor, and plainly in one that nobody knows', () => {
    setWords({}, 'de');
    assert.equal(speakSeconds(12), '12 Sekunden');
    setWords({}, 'no such language');
    assert.equal(speakSeconds(12), '12 s');
  });

  it('speak the language of the editor, also in figures', () => {
    setWords({ 'Send · {0}': '{0} senden' }, 'de');
    assert.equal(t('Send · {0}', 'frei'), 'frei senden');
    assert.equal(t('toString'), 'toString');
    assert.equal(fill('{0} of {1}', [1234]), '1.234 of {1}');
    setWords({}, 'no such language!');
    assert.equal(fill('{0}', [1234]), '1234');
    assert.deepEqual([5, 65, 3725].map(formatSeconds), ['5 s', '1 min 05 s', '1 h 02 min']);
    setWords({}, 'en');
  });
});
