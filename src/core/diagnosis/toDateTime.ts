/**
 * Converts a time as people write it to ISO 8601 with a zone: "2026-01-31", "2026-01-31 09:00", "31.01.2026", seconds
 * or milliseconds since 1970. Without a zone it is UTC. Undefined for no time, or an ambiguous one (03/04/2026).
 */
export function toDateTime(text: string): string | undefined {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\S.*))?$/i.exec(text);
  if (iso) return fromParts(iso[1], iso[2], iso[3], iso[4]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ]+(\S.*))?$/i.exec(text);
  if (dotted) return fromParts(dotted[3], dotted[2], dotted[1], dotted[4]);
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[T ]+(\S.*))?$/i.exec(text);
  if (slashed) return fromSlashed(slashed);
  if (/^\d{10}$/.test(text)) return ofMs(Number(text) * 1_000);
  if (/^\d{13}$/.test(text)) return ofMs(Number(text));
  // "31 Jan 2026" and HTTP dates; a form without a month's name was handled above or is ambiguous.
  return /[a-z]{3}/i.test(text) && /\d{4}/.test(text) ? ofMs(parsedAsUtc(text)) : undefined;
}

function fromSlashed([, a = '', b = '', year, time]: RegExpExecArray): string | undefined {
  if (Number(a) > 12) return fromParts(year, b, a, time);
  if (Number(b) > 12 || a === b) return fromParts(year, a, b, time);
  return undefined;
}

function fromParts(year = '', month = '', day = '', time?: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parts = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i.exec(
    time ?? '00:00',
  );
  if (!parts) return undefined;
  const [, hour = '', minute = '', second = '00', fraction = '', zone = 'Z'] = parts;
  const offset = /^[+-]/.test(zone) ? zone.replace(/^(...):?(..)$/, '$1:$2') : 'Z';
  const written = `${date}T${hour.padStart(2, '0')}:${minute}:${second}${fraction}${offset}`;
  const ms = Date.parse(written);
  // `Date.parse` would silently turn a day that the month does not have into one of the next month.
  const real = Number.isFinite(ms) && sameDay(date);
  return real ? written : undefined;
}

const sameDay = (date: string): boolean => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(date);
};

/** Without a zone, `Date.parse` reads a named month in the machine's zone; here it is UTC. */
const parsedAsUtc = (text: string): number =>
  Date.parse(/(Z|UTC|GMT|[+-]\d{2}:?\d{2})\s*$/i.test(text) ? text : `${text} UTC`);

const ofMs = (ms: number): string | undefined =>
  Number.isFinite(ms) && Math.abs(ms) < 8.64e15
    ? new Date(ms).toISOString().replace('.000Z', 'Z')
    : undefined;
