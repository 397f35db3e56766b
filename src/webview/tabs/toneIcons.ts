import type { AttemptView } from '../../protocol';

/** How an attempt went, for those who do not see colours. */
export const toneIcons: Readonly<Record<AttemptView['tone'], string>> = {
  good: 'pass',
  bad: 'error',
  waiting: 'watch',
};
