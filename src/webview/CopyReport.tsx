import { useEffect, useState } from 'preact/hooks';
import { t } from './words';

/** How long the button says that it has been done. */
const copiedMs = 2_000;

/** `onCopy` answers whether the clipboard has it; who cannot see the button hears it from the announcer. */
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
