import { jsonText } from '../body/writeJson';
import { idempotencyHeader } from '../catalog/idempotencyKey';
import type { Draft } from '../request/draft';
import { draftWithValueAt, memberPlace } from '../request/valuePlace';
import { carryOver } from './carryOver';
import type { Fix } from './fix';
import { widened } from './widen';

/** The draft as a fix changes it; all else stays as it was. The same draft for a fix that changes no request. */
export function applyFix(draft: Draft, fix: Fix): Draft {
  switch (fix.kind) {
    case 'setValue':
      return draftWithValueAt(draft, fix.at, fix.value);
    case 'removeValue':
      return draftWithValueAt(draft, fix.at, undefined);
    case 'setSize':
      return draftWithValueAt(draft, memberPlace(draft, fix.member), fix.size);
    case 'startOver': {
      if (fix.replacement) return { ...draft, body: jsonText(fix.replacement, true) };
      return draftWithValueAt(draft, memberPlace(draft, 'cursor'), undefined);
    }
    case 'widen':
      return widened(draft, fix.word, fix.kept);
    case 'newIdempotencyKey': {
      const name = idempotencyHeader.toLowerCase();
      const others = Object.entries(draft.headers).filter(([key]) => key.toLowerCase() !== name);
      return { ...draft, headers: Object.fromEntries(others) };
    }
    case 'useOperation':
      return carryOver(draft, fix.operationId);
    case 'askValue':
    case 'pickId':
    case 'setApiKey':
    case 'storeKey':
    case 'checkApiKey':
    case 'switchProfile':
    case 'runInSandbox':
    case 'sendAgain':
    case 'sendAt':
    case 'editRequest':
    case 'openPage':
    case 'openSetting':
    case 'diagnoseConnection':
    case 'copyReport':
      return draft;
  }
}
