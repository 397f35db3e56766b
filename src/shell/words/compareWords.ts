import { l10n } from 'vscode';
import { isUnchanged, type FigureChange, type Summary } from '../../core/compare/compareAnswers';
import type { ListChange, RowName } from '../../core/compare/rows';
import { asText } from '../../core/common/markdown';

/** Most rows that a summary names; the rest is only counted. */
const mostNamed = 200;

/** A summary in one sentence: "jobs: 2 added, 1 removed; 1 other value differs." */
export function comparedInShort(summary: Summary): string {
  if (isUnchanged(summary))
    return l10n.t('The two answers are the same, but for spacing and the order of members.');
  const lists = summary.lists.flatMap(list => {
    const words = listWords(list);
    return words.length === 0 ? [] : [l10n.t('{0}: {1}', nameOf(list), words.join(', '))];
  });
  const others = summary.figures.length + summary.moreFigures;
  const figures =
    others === 0
      ? []
      : [
          others === 1
            ? l10n.t('1 other value differs')
            : l10n.t('{0} other values differ', others),
        ];
  return l10n.t('{0}.', [...lists, ...figures].join('; '));
}

const nameOf = ({ path }: ListChange) => (path === '' ? l10n.t('Rows') : path);

function listWords({ added, removed, changed, moved }: ListChange): readonly string[] {
  return [
    ...(added.length > 0 ? [l10n.t('{0} added', added.length)] : []),
    ...(removed.length > 0 ? [l10n.t('{0} removed', removed.length)] : []),
    ...(changed.length > 0 ? [l10n.t('{0} changed', changed.length)] : []),
    ...(moved > 0 ? [l10n.t('{0} moved', moved)] : []),
  ];
}

/** The whole summary as Markdown. Texts of the answers are escaped. */
export function comparedInFull(
  title: string,
  summary: Summary,
  remarks: readonly string[],
): string {
  return [
    `# ${asText(title)}`,
    ...remarks.map(asText),
    asText(comparedInShort(summary)),
    ...summary.lists.flatMap(listSection),
    ...figureSection(summary),
    '',
  ].join('\n\n');
}

function listSection(list: ListChange): readonly string[] {
  const { before, after, added, removed, changed, moved } = list;
  return [
    `## ${asText(nameOf(list))}`,
    l10n.t('{0} rows before, {1} after.', before, after),
    ...named(l10n.t('Added'), added, () => ''),
    ...named(l10n.t('Removed'), removed, () => ''),
    ...named(l10n.t('Changed'), changed, ({ members }) => `: ${members.map(asText).join(', ')}`),
    ...(moved > 0 ? [l10n.t('{0} of the rows in both stand in another order.', moved)] : []),
  ];
}

function named<T extends RowName>(
  title: string,
  rows: readonly T[],
  more: (row: T) => string,
): readonly string[] {
  if (rows.length === 0) return [];
  const lines = rows.slice(0, mostNamed).map(row => {
    const name = row.title === undefined ? '' : ` ${asText(row.title.slice(0, 120))}`;
    const id = row.id === '' ? l10n.t('(without id)') : asText(row.id.slice(0, 120));
    return `- ${id}${name}${more(row)}`;
  });
  const left = rows.length - lines.length;
  if (left > 0) lines.push(`- ${l10n.t('and {0} more', left)}`);
  return [`### ${title}`, lines.join('\n')];
}

function figureSection({ figures, moreFigures }: Summary): readonly string[] {
  if (figures.length === 0) return [];
  const value = (text: string | undefined) =>
    text === undefined ? l10n.t('(none)') : asText(text);
  const lines = figures.map(
    ({ path, before, after }: FigureChange) =>
      `- ${asText(path === '' ? l10n.t('the answer') : path)}: ${value(before)} → ${value(after)}`,
  );
  if (moreFigures > 0) lines.push(`- ${l10n.t('and {0} more', moreFigures)}`);
  return [`## ${l10n.t('Other values')}`, lines.join('\n')];
}
