import type { FindingView } from '../../protocol';
import { t } from '../words';

/** What is wrong with one field. Stays in the page while empty, so that a screen reader hears what arrives. */
export function Findings({ id, findings }: { id: string; findings: readonly FindingView[] }) {
  return (
    <div id={id} class="findings" role="status">
      {findings.map(({ severity, message, pointer }) => (
        <p class={`finding ${severity}`} key={`${pointer} ${message}`}>
          <i class={`codicon codicon-${severity}`} aria-hidden="true" />
          <span>
            <b>{severity === 'error' ? t('Error:') : t('Warning:')}</b>{' '}
            {pointer !== '' && <code>{pointer} </code>}
            {message}
          </span>
        </p>
      ))}
    </div>
  );
}
