import { ThemeColor, ThemeIcon } from 'vscode';
import { isGood, type Exchange } from '../../core/exchange';

const passed = new ThemeIcon('pass', new ThemeColor('testing.iconPassed'));

/** The icon of an outcome. Shapes differ as well as colours, for people who do not see colours. */
export function outcomeIcon(run: Pick<Exchange, 'outcome' | 'diagnosis' | 'purpose'>): ThemeIcon {
  const { outcome } = run;
  switch (outcome.kind) {
    case 'asking':
      return new ThemeIcon('question');
    case 'running':
      return new ThemeIcon('sync~spin');
    case 'waiting':
    case 'scheduled':
      return new ThemeIcon('watch', new ThemeColor('charts.yellow'));
    case 'answered':
      if (isGood(run)) return passed;
      // 2xx, but with a problem such as an empty answer.
      return outcome.status < 300 && outcome.damaged === undefined
        ? new ThemeIcon('warning', new ThemeColor('charts.yellow'))
        : new ThemeIcon('error', new ThemeColor('testing.iconFailed'));
    case 'unreachable':
    case 'timedOut':
      return new ThemeIcon('debug-disconnect', new ThemeColor('testing.iconFailed'));
    case 'cancelled':
      return new ThemeIcon('circle-slash');
    case 'refused':
      return new ThemeIcon('stop');
    case 'interrupted':
      return new ThemeIcon('question', new ThemeColor('charts.yellow'));
  }
}
