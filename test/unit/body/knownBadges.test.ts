import assert from 'node:assert/strict';
import type { BodyBadge } from '../../../src/core/body/badge';
import { knownBadges } from '../../../src/core/body/knownBadges';

describe('badges that were kept', () => {
  it('are those that this version knows, whatever lies beside them', () => {
    const good: readonly BodyBadge[] = [
      { code: 'tooDeep' },
      { code: 'junkAfterBody' },
      { code: 'junkAfterBody', status: 204 },
      { code: 'duplicateMembers', name: 'a', count: 2 },
    ];
    const others = [
      { code: 'ofALaterVersion' },
      { code: 'constructor' },
      { code: 'unknownCoding' },
      { code: 'notUtf8', bytes: '4' },
      { code: 5 },
      null,
      'tooDeep',
      [],
    ];
    assert.deepEqual(knownBadges([...others, ...good]), good);
    for (const kept of [undefined, null, 5, {}, 'tooDeep']) assert.deepEqual(knownBadges(kept), []);
  });
});
