import { hostileTexts } from '../../unit/panel/hostileTexts.js';

/** An answer that a server sends to do harm to whoever draws it. */
export interface HostileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An error that says the text in every place where an error says anything. */
const saying = (text: string): HostileAnswer => ({
  status: 400,
  headers: {
    'content-type': 'application/json',
    'x-hostile': text.slice(0, 500).replaceAll(/[^\t\x20-\x7e\xa0-\xff]/g, encodeURIComponent),
  },
  body: JSON.stringify({
    title: text,
    detail: text,
    code: text,
    errors: { [text]: [text], page_size: [text] },
    [text]: { [text]: [text] },
    list: [{ [text]: text }],
  }),
});

const whole = (body: string, type = 'application/json', status = 200): HostileAnswer => ({
  status,
  headers: { 'content-type': type },
  body,
});

/** Between them they make the panel show everything that it has for an answer. */
export const harmlessAnswers: readonly HostileAnswer[] = [
  saying('harmless'),
  saying('long and harmless '.repeat(500)),
  whole('{"harmless":["text",1,true,null,{}]}'),
  // With a badge that says so.
  whole('{"harmless":1}', 'text/plain'),
  whole('harmless\n', 'text/plain'),
];

/** Texts of a corpus one by one, all of them together, and what is hostile by its size or form. */
export function hostileAnswers(localize: (text: string) => string): readonly HostileAnswer[] {
  const texts = hostileTexts.map(localize);
  const all = JSON.stringify(texts.map(text => ({ [text]: text })));
  const members = Array.from({ length: 50_000 }, (_, n) => [`<b>${n}`, n]);
  return [
    ...texts.map(saying),
    whole(all),
    whole(all.slice(0, -1)),
    whole(texts.join('\n'), 'text/html'),
    whole(texts.join('\n'), 'text/html', 502),
    whole('['.repeat(20_000) + ']'.repeat(20_000)),
    whole(JSON.stringify(Object.fromEntries(members))),
    ...['x', '<b>', '\u202e', '\u001b[31m'].map(unit => saying(unit.repeat(300_000 / unit.length))),
  ];
}
