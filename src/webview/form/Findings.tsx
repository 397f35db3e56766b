import type { FindingView, FixView } from '../../protocol';
import { Text } from '../Text';
import { t } from '../words';

interface FindingsProps {
  readonly id: string;
  readonly findings: readonly FindingView[];
  /** Where the place is told by where they stand. */
  readonly within?: string;
  readonly onFix: (fix: FixView) => void;
}

/** What is wrong with one field. Stays in the page while empty, so that a screen reader hears what arrives. */
export function Findings({ id, findings, within = '', onFix }: FindingsProps) {
  return (
    <div id={id} class="findings" role="status">
      {findings.map(({ severity, message, pointer, fix }) => {
        const inside = pointer.startsWith(within) ? pointer.slice(within.length) : pointer;
        return (
          <p class={`finding ${severity}`} key={`${pointer} ${message}`}>
            <i class={`codicon codicon-${severity}`} aria-hidden="true" />
            <span>
              <b>{severity === 'error' ? t('Error:') : t('Warning:')}</b>{' '}
              {inside !== '' && (
                <code>
                  <Text text={inside} limit={200} />{' '}
                </code>
              )}
              {message}{' '}
              {fix !== undefined && (
                <button type="button" class="link fix" onClick={() => onFix(fix)}>
                  <Text text={fix.title} limit={200} />
                </button>
              )}
            </span>
          </p>
        );
      })}
    </div>
  );
}
