let words: Readonly<Record<string, string>> = {};
let locale = 'en';

/** Called before the first drawing, and again when the extension sends other words. */
export function setWords(translations: Readonly<Record<string, string>>, language: string): void {
  words = translations;
  locale = language;
}

/** The translation of an English text; `{0}`, `{1}` … stand for the arguments. */
export function t(english: string, ...args: readonly (string | number)[]): string {
  const text = Object.hasOwn(words, english) ? words[english] : undefined;
  return fill(text ?? english, args);
}

export function fill(text: string, args: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, i: string) => {
    const value = args[Number(i)];
    if (value === undefined) return place;
    return typeof value === 'number' ? formatNumber(value) : value;
  });
}

/** In the person's number format; plain digits for a language that the page does not know. */
export function formatNumber(value: number): string {
  try {
    return value.toLocaleString(locale);
  } catch {
    return String(value);
  }
}

/** "Nov 16, 2026, 11:42 AM", in the person's time zone. */
export function formatMoment(ms: number): string {
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  try {
    return new Date(ms).toLocaleString(locale, options);
  } catch {
    return new Date(ms).toLocaleString('en', options);
  }
}

/** "24 s", "2 min 05 s", "1 h 03 min". */
export function formatSeconds(seconds: number): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  if (seconds < 60) return t('{0} s', seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('{0} min {1} s', minutes, pad(seconds % 60));
  return t('{0} h {1} min', Math.floor(minutes / 60), pad(minutes % 60));
}

/** "12 seconds", "2 minutes 5 seconds": for screen readers. */
export function speakSeconds(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const parts: (readonly [number, string])[] =
    seconds < 60
      ? [[seconds, 'second']]
      : hours === 0
        ? [
            [minutes, 'minute'],
            [seconds % 60, 'second'],
          ]
        : [
            [hours, 'hour'],
            [minutes, 'minute'],
          ];
  try {
    return parts
      .filter(([count], i) => i === 0 || count > 0)
      .map(([count, unit]) =>
        count.toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' }),
      )
      .join(' ');
  } catch {
    return formatSeconds(seconds);
  }
}

/** "840 ms", "30.0 s": for measured times. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return t('{0} ms', Math.round(ms));
  return t('{0} s', (ms / 1000).toFixed(1));
}
