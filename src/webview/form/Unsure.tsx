import { t } from '../words';

export const unsureWords = (): string => t('Not documented; may differ.');

/** At an operation or a field of which nobody documents that it is so; in its text, so that it is read out with it. */
export const Unsure = () => <i class="unsure">{unsureWords()}</i>;
