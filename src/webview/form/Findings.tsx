import { useContext } from 'preact/hooks';
import type { FindingView } from '../../protocol';
import { Text } from '../Text';
import { t } from '../words';
import { FormContext } from './formContext';

interface FindingsProps {
  readonly id: string;
  readonly findings: readonly FindingView[];
  /** Pointer of the field under which they are shown; it is left out of their own pointers. */
  readonly within?: string;
}

/** What is wrong with a field. Stays in the page while it is empty, so that a screen reader says what is added. */
export function Findings({ id, findings, within = '' }: FindingsProps) {
  const { fix: applyFix } = useContext(FormContext);
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
                <button type="button" class="link fix" onClick={() => applyFix(fix)}>
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
