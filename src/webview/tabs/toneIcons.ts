import type { AttemptView } from '../../protocol';

/** How an attempt went, for who does not see colours. */
export const toneIcons: Readonly<Record<AttemptView['tone'], string>> = {
  good: 'pass',
  bad: 'error',
  waiting: 'watch',
};
