/** The expected and the actual charge of one metered run, in credits; fractions are possible. */
export interface LedgerEntry {
  readonly id: string;
  /** When the guard admitted it, ISO 8601. */
  readonly at: string;
  readonly profile: string;
  readonly operationId: string;
  /** The session of the window that sent it, which survives a reload. */
  readonly session: string;
  /** The window that admitted it, as in a history row: shows whether the run goes on elsewhere or was cut off. */
  readonly owner?: { readonly pid: number; readonly window: string };
  readonly estimated: number;
  /** `open`: on its way. `unknown`: it ended without an answer that tells the charge. */
  readonly state: 'open' | 'settled' | 'unknown';
  /** The guard stopped counting it before anything chargeable was sent; the run itself may go on. */
  readonly withdrawn?: true;
  readonly charged?: number;
  readonly balance?: number;
  readonly rows?: number;
  /**
   * The row of the run in History's own text, until a file of History holds it. Only the line on disk has the text: in
   * memory this is empty, as on disk once the text is no longer needed. An entry with it may have been sent.
   */
  readonly row?: string;
}

/** Credits that may have been charged: an unknown charge counts as the whole estimate. */
export const weightOf = ({ state, charged, estimated }: LedgerEntry): number =>
  charged ?? (state === 'settled' ? 0 : estimated);

/** How every line begins; inside a line a quote is escaped, so this stands nowhere else. */
const beginning = '{"id":"';

/** The complete entries of a text. One that follows a cut-off entry on the same line is found, too. */
export function parseEntries(text: string): readonly LedgerEntry[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .flatMap(line => parseEntry(line) ?? partsOf(line).flatMap(part => parseEntry(part) ?? []));
}

const partsOf = (line: string): readonly string[] =>
  piecesOf(line).filter(piece => piece.startsWith(beginning));

/** A line at the beginnings of its entries, nothing left out: one may follow another that was cut off. */
export const piecesOf = (line: string): readonly string[] => line.split(/(?=\{"id":")/);

/** Files are input: undefined for anything but a complete entry. */
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
      (entry.row === undefined || typeof entry.row === 'string') &&
      (entry.state === 'open' || entry.state === 'settled' || entry.state === 'unknown');
    return whole ? (entry as LedgerEntry) : undefined;
  } catch {
    return undefined;
  }
}

const isAmount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
