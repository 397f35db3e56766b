import { l10n } from 'vscode';
import type { Diagnosis, DiagnosisCode } from '../../core/diagnosis/diagnosis';
import type { Exchange } from '../../core/exchange';
import type { CardView } from '../../protocol';
import { changeWords } from './fixWords';
import { attempts, clockWithSeconds, credits, moment, plainNumber } from './figures';
import { triedOver } from './lossWords';

type Rows = CardView['facts'];

/** The figures behind an explanation, as a small table; empty where its sentences say all. */
export function factWords(exchange: Exchange): Rows {
  const { diagnosis } = exchange;
  if (!diagnosis) return [];
  const changed =
    diagnosis.facts['keyChanged'] === true
      ? row(l10n.t('Key'), l10n.t('set anew between two attempts'))
      : [];
  return [...(tables[diagnosis.code]?.(exchange, diagnosis) ?? []), ...changed];
}

type Table = (exchange: Exchange, diagnosis: Diagnosis) => Rows;

const broken: Table = (_exchange, { facts, fixes }) => [
  ...row(l10n.t('Parameter'), facts['parameter']),
  ...row(l10n.t('Sent'), facts['value']),
  ...row(l10n.t('Takes'), facts['allowed']),
  ...changeRow(fixes),
];

const shortage: Table = (_exchange, { facts, fixes }) => {
  const { required, balance, each, included } = facts;
  const short =
    typeof required === 'number' && typeof balance === 'number'
      ? Math.max(0, required - balance)
      : undefined;
  return [
    ...price(l10n.t('Needed'), required),
    ...price(l10n.t('In the wallet'), balance),
    ...price(l10n.t('Short'), short),
    ...price(l10n.t('Per row'), each),
    ...row(l10n.t('Included rows left'), included),
    ...changeRow(fixes),
  ];
};

const limited: Table = (_exchange, { facts }) => {
  const { limit, limitGroup, remaining, opensAt } = facts;
  const allowed =
    typeof limit === 'number'
      ? l10n.t('{0} requests, {1} left', plainNumber(limit), plainNumber(Number(remaining ?? 0)))
      : undefined;
  return [
    ...row(l10n.t('Limit'), typeof limitGroup === 'string' ? groupWords(limitGroup) : undefined),
    ...row(l10n.t('Allowed'), allowed),
    ...row(l10n.t('Opens'), typeof opensAt === 'string' ? clockWithSeconds(opensAt) : undefined),
    ...row(l10n.t('Tried'), triedOver(facts)),
  ];
};

/** A group of rate limits in words. The API does not document its groups, so an unknown one keeps its own name. */
function groupWords(group: string): string {
  switch (group) {
    case 'general':
      return l10n.t('of all operations but the feeds');
    case 'feed':
      return l10n.t('of the feeds');
    default:
      return group;
  }
}

const persistent: Table = ({ attempts: [first] }, { facts }) => [
  ...row(l10n.t('Tried'), triedOver(facts)),
  ...row(l10n.t('First sent'), first && clockWithSeconds(first.startedAt)),
];

const lost: Table = ({ attempts: made, balanceBefore: before }) => [
  ...row(l10n.t('Tried'), made.length > 0 ? attempts(made.length) : undefined),
  ...row(
    l10n.t('Balance before'),
    before && l10n.t('{0}, {1}', credits(before.credits), moment(before.at)),
  ),
];

const changes: Table = (_exchange, { fixes }) => changeRow(fixes);

const tables: Readonly<Partial<Record<DiagnosisCode, Table>>> = {
  badRequest: broken,
  cannotBuild: broken,
  insufficientCredits: shortage,
  badCursor: changes,
  feedRestart: changes,
  warned: changes,
  noRows: changes,
  pageBeyond: changes,
  rateLimited: limited,
  serverError: persistent,
  gateway: persistent,
  unavailable: persistent,
  paused: persistent,
  noAnswer: lost,
  timedOut: lost,
  damaged: lost,
  emptyAnswer: lost,
  interrupted: lost,
  notFound: (_exchange, { facts }) => [
    ...row(l10n.t('Id'), facts['id']),
    ...row(l10n.t('Profile'), facts['profile']),
  ],
  keyRejected: (_exchange, { facts }) => [
    ...row(l10n.t('Profile'), facts['profile']),
    ...row(l10n.t('Address'), facts['origin']),
  ],
};

const changeRow = (fixes: Diagnosis['fixes']): Rows =>
  row(
    l10n.t('Change'),
    fixes.map(changeWords).find(words => words !== ''),
  );

const price = (label: string, value: string | number | boolean | undefined): Rows =>
  typeof value === 'number' ? row(label, credits(value)) : [];

/** Balance against required credits as a bar, for a 402 that names both; else undefined. */
export function meterWords({ diagnosis }: Exchange): CardView['meter'] {
  const { required, balance, each } = diagnosis?.facts ?? {};
  if (diagnosis?.code !== 'insufficientCredits') return undefined;
  if (typeof required !== 'number' || typeof balance !== 'number' || required <= 0)
    return undefined;
  const parts = [
    l10n.t('{0} of {1}', plainNumber(balance), credits(required)),
    l10n.t('{0} short', plainNumber(Math.max(0, required - balance))),
    ...(typeof each === 'number' ? [l10n.t('{0} per row', plainNumber(each))] : []),
  ];
  return { value: Math.min(balance, required), max: required, label: parts.join(' · ') };
}

const row = (label: string, value: string | number | boolean | undefined): Rows =>
  value === undefined || value === '' ? [] : [{ label, value: String(value) }];
