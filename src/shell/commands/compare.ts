import { commands as editor, l10n } from 'vscode';
import type { Disposable } from '../../core/common/event';
import { commands, contextKeys } from '../../names';
import { Comparisons } from '../runs/comparisons';
import type { Parts } from '../parts';
import { Refusal, register } from '../common/command';
import { isEarlier } from '../views/historyTree';
import { rowOf } from './runs';

/** Compares two answers as the editor's Explorer compares files: select one, then another, or select both at once. */
export function registerCompare(parts: Parts): readonly Disposable[] {
  const comparisons = new Comparisons(parts);
  let selected: string | undefined;
  const compare = async (one: unknown, other: unknown) => {
    const [before, after] = [await rowOf(parts, one), await rowOf(parts, other)];
    await comparisons.open(before.exchange, after.exchange);
  };
  return [
    comparisons,
    register(parts, commands.selectForCompare, async target => {
      const { exchange } = await rowOf(parts, target);
      selected = exchange.id;
      await editor.executeCommand('setContext', contextKeys.selectedForCompare, true);
    }),
    register(parts, commands.compareWithSelected, async target => {
      if (selected === undefined)
        throw new Refusal(l10n.t('Select a run for compare first, in its menu in History.'));
      await compare(selected, target);
    }),
    register(parts, commands.compareSelected, async (target, all) => {
      const given: readonly unknown[] = Array.isArray(all) ? all : [target];
      const two = given.filter(each => !isEarlier(each));
      if (two.length !== 2)
        throw new Refusal(l10n.t('Select two runs in History to compare their answers.'));
      const rows = await Promise.all(two.map(each => rowOf(parts, each)));
      // The older run goes to the left, in whatever order they were clicked.
      const [one, other] = rows
        .map(({ exchange }) => exchange)
        .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
      if (one && other) await comparisons.open(one, other);
    }),
  ];
}
