import { useEffect, useState } from 'preact/hooks';
import { t } from './words';

/** How long the button says *Copied*. */
const copiedMs = 2_000;

/** `onCopy` resolves with whether the report is on the clipboard; it also has that said to screen readers. */
export function CopyReport({ onCopy }: { readonly onCopy: () => Promise<boolean> }) {
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (copied === 0) return;
    const timer = window.setTimeout(() => setCopied(0), copiedMs);
    return () => window.clearTimeout(timer);
  }, [copied]);
  const onClick = async () => {
    if (await onCopy()) setCopied(count => count + 1);
  };
  return (
    <button type="button" class="link copyReport" onClick={() => void onClick()}>
      <i class={`codicon codicon-${copied > 0 ? 'check' : 'copy'}`} aria-hidden="true" />
      {copied > 0 ? t('Copied') : t('Copy report')}
    </button>
  );
}
