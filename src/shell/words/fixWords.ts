import { l10n } from 'vscode';
import { jsonExcerpt } from '../../core/body/writeJson';
import { findOperation } from '../../core/catalog/catalog';
import type { ChangeFix, Fix, IdThing, Page } from '../../core/diagnosis/fix';
import type { ValuePlace } from '../../core/request/valuePlace';
import { clock, credits, plainNumber } from './figures';
import { wordsBy, type RowsBy } from './rowsBy';

/** The label of a fix, the same everywhere: a verb, the change, and what it may cost. */
export const fixWords = (fix: Fix): string => wordsBy(rows, 'kind', fix);

const rows: RowsBy<'kind', Fix> = {
  setValue: fix =>
    withPrice(l10n.t('Set {0} to {1} and Send', placeName(fix.at), shown(fix.value)), fix),
  removeValue: fix => withPrice(l10n.t('Remove {0} and Send', placeName(fix.at)), fix),
  setSize: fix =>
    withPrice(
      fix.size === 1
        ? l10n.t('Fetch 1 Row Instead')
        : l10n.t('Fetch {0} Rows Instead', plainNumber(fix.size)),
      fix,
    ),
  startOver: fix => withPrice(l10n.t('Start Over'), fix),
  widen: fix => withPrice(widenWords(fix), fix),
  newIdempotencyKey: fix => withPrice(l10n.t('Send With a New Key…'), fix),
  useOperation: fix => {
    const name = findOperation(fix.operationId)?.summary ?? fix.operationId;
    return fix.send
      ? withPrice(l10n.t('Send "{0}" Instead', name), fix)
      : l10n.t('Open "{0}"', name);
  },
  askValue: ({ at }) => l10n.t('Enter {0} and Send…', placeName(at)),
  pickId: ({ thing }) => pickWords(thing),
  setApiKey: () => l10n.t('Set API Key and Send…'),
  storeKey: () => l10n.t('Store the Key…'),
  checkApiKey: () => l10n.t('Check Key (free)'),
  switchProfile: () => l10n.t('Switch Profile and Send…'),
  runInSandbox: () => l10n.t('Try in Sandbox'),
  sendAgain: ({ mayRepeatCharge }) =>
    mayRepeatCharge ? l10n.t('Send Again · may be charged again') : l10n.t('Send Again'),
  sendAt: ({ at }) => l10n.t('Send at {0}', clock(at)),
  editRequest: () => l10n.t('Edit Request'),
  openPage: ({ page }) => pageWords(page),
  openSetting: ({ setting }) => l10n.t('Open Setting {0}', setting),
  diagnoseConnection: () => l10n.t('Diagnose Connection'),
  copyReport: () => l10n.t('Copy Report'),
};

function widenWords({ word, kept = [] }: Extract<ChangeFix, { kind: 'widen' }>): string {
  if (word !== undefined) return l10n.t('Search "{0}" Instead', word);
  return kept.length === 0
    ? l10n.t('Remove All Filters and Send')
    : l10n.t('Keep Only {0} and Send', kept.join(', '));
}

/** What a fix changes, before and after: "page_size 640 → 100"; empty where it changes no value. */
export function changeWords(fix: Fix): string {
  if (fix.kind === 'setValue')
    return l10n.t('{0} {1} → {2}', placeName(fix.at), shown(fix.from), shown(fix.value));
  if (fix.kind === 'removeValue')
    return l10n.t('{0} {1} → nothing', placeName(fix.at), shown(fix.from));
  if (fix.kind === 'startOver' && fix.from !== undefined)
    return l10n.t('{0} {1} → {2}', 'cursor', shown(fix.from), l10n.t('nothing'));
  if (fix.kind === 'widen')
    return fix.word === undefined
      ? l10n.t('{0} → nothing', fix.dropped.join(', '))
      : l10n.t('{0} → only "{1}"', fix.dropped.join(', '), fix.word);
  return fix.kind === 'setSize'
    ? l10n.t('{0} {1} → {2}', fix.member, plainNumber(fix.from), plainNumber(fix.size))
    : '';
}

/** The line under the label in a list: the change, and what it may cost at most. */
export const fixDetail = (fix: Fix): string =>
  [changeWords(fix), 'upTo' in fix ? mostWords(fix) : ''].filter(part => part !== '').join(' · ');

/** What a fix may cost, in the words of the Send button. */
function mostWords({ upTo, price }: ChangeFix): string {
  if (price === 'notBilled') return l10n.t('not billed');
  if (price === 'unknown') return l10n.t('price unknown');
  return upTo > 0 ? l10n.t('up to {0}', credits(upTo)) : l10n.t('free');
}

/** The name of a value's place: "page_size", "skills.include.0"; "the body" for the whole body. */
export function placeName({ in: place, name, pointer }: ValuePlace): string {
  const inside = pointer.split('/').slice(1).join('.');
  if (place === 'body') return inside === '' ? l10n.t('the body') : inside;
  return inside === '' ? name : `${name}.${inside}`;
}

const withPrice = (label: string, fix: ChangeFix): string =>
  fix.upTo > 0 ? l10n.t('{0} · {1}', label, mostWords(fix)) : label;

function shown(value: unknown): string {
  if (value === undefined) return l10n.t('nothing');
  const text = typeof value === 'string' ? value : jsonExcerpt(value, 40);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function pickWords(thing: IdThing): string {
  switch (thing) {
    case 'job':
      return l10n.t('Pick a Recent Job…');
    case 'company':
      return l10n.t('Pick a Recent Company…');
    case 'application':
      return l10n.t('Pick a Recent Application…');
  }
}

function pageWords(page: Page): string {
  switch (page) {
    case 'apiKeys':
      return l10n.t('Open API Keys');
    case 'credits':
      return l10n.t('Top Up');
    case 'status':
      return l10n.t('Open Status Page');
    case 'pricing':
      return l10n.t('See Plans');
    case 'rateLimits':
      return l10n.t('Read About Limits');
    case 'statusCodes':
      return l10n.t('Read About Status Codes');
    case 'dashboard':
      return l10n.t('Open Dashboard');
    case 'autoApply':
      return l10n.t('Open Auto Apply');
    case 'docs':
      return l10n.t('Open Documentation');
  }
}
