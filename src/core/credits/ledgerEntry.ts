/** What one metered run was expected to take, and what it took. Credits; fractions are possible. */
export interface LedgerEntry {
  readonly id: string;
  /** When it was let through, ISO 8601. */
  readonly at: string;
  readonly profile: string;
  readonly operationId: string;
  /** Of the window that sent it; goes on over a reload. */
  readonly session: string;
  /** The window that let it through, as in a history row; tells a run that goes on elsewhere from one that was cut off. */
  readonly owner?: { readonly pid: number; readonly window: string };
  readonly estimated: number;
  /** `open`: on its way. `unknown`: it ended without an answer that tells. */
  readonly state: 'open' | 'settled' | 'unknown';
  /** It was counted no more before anything was sent that could be charged; the run itself may go on. */
  readonly withdrawn?: true;
  readonly charged?: number;
  readonly balance?: number;
  readonly rows?: number;
}

/** What may have been taken: a charge that is not known counts as all that it could be. */
export const weightOf = ({ state, charged, estimated }: LedgerEntry): number =>
  charged ?? (state === 'settled' ? 0 : estimated);

/** How every line begins; inside a line a quote is escaped, so this stands nowhere else. */
const beginning = '{"id":"';

/** The whole entries of a text, as far as it goes. One that was glued to a line that was cut off is found all the same. */
export function parseEntries(text: string): readonly LedgerEntry[] {
  return text
    .split('\n')
    .flatMap(line => parseEntry(line) ?? partsOf(line).flatMap(part => parseEntry(part) ?? []));
}

const partsOf = (line: string): readonly string[] =>
  line
    .split(beginning)
    .slice(1)
    .map(rest => beginning + rest);

/** Files are input: undefined for anything else than a whole entry. */
export function parseEntry(line: string): LedgerEntry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<LedgerEntry> | null;
    const whole =
      typeof entry?.id === 'string' &&
      typeof entry.at === 'string' &&
      !Number.isNaN(Date.parse(entry.at)) &&
      typeof entry.profile === 'string' &&
      typeof entry.operationId === 'string' &&
      typeof entry.session === 'string' &&
      isAmount(entry.estimated) &&
      (entry.charged === undefined || isAmount(entry.charged)) &&
      (entry.balance === undefined || isAmount(entry.balance)) &&
      (entry.state === 'open' || entry.state === 'settled' || entry.state === 'unknown');
    return whole ? (entry as LedgerEntry) : undefined;
  } catch {
    return undefined;
  }
}

const isAmount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
