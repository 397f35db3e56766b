import { t } from '../words';

export const unsureWords = (): string => t('Not documented; may differ.');

/** Marks an undocumented operation or field. It stands in the description, so that a screen reader says both. */
export const Unsure = () => <i class="unsure">{unsureWords()}</i>;
