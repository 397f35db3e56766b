import { answer, startFaultServer } from '../support/faultServer.js';
import { instantWorld, makeTransport, run, spendingOperation } from '../support/runs.js';
import { exactly, type Figure } from './figure.js';
import { keep, type Subject } from './subject.js';

/** Chance in its middle: a growing wait is 1.1 times as long, one of 30 to 60 s is 45 s. */
const chance = 0.5;

interface Case {
  readonly status: 429 | 503;
  /** The header lines of each answer before the 200; with a body where the header is no good. */
  readonly answers: readonly { readonly lines: readonly string[]; readonly body?: string }[];
  /** Seconds before each next attempt, by the table in README. */
  readonly waits: readonly number[];
}

const on = (status: 429 | 503, lines: readonly string[], wait: number, body?: string): Case => ({
  status,
  answers: [{ lines, ...(body !== undefined && { body }) }],
  waits: [wait],
});

const date = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toUTCString();

/** 100 years, the longest wait that there is. */
const longest = 3_155_760_000;

const cases: readonly Case[] = [
  on(429, ['1', '1'], 1),
  on(429, ['2', '5'], 5),
  on(429, ['1, 1'], 1),
  on(429, ['2, 5'], 5),
  on(429, ['1, soon'], 1),
  on(429, ['soon', '3'], 3),
  on(429, ['1, -1'], 1),
  on(429, ['-1'], 1.1),
  on(429, ['-1'], 7, '{"retry_after_seconds":7}'),
  on(429, ['-1, soon'], 1.1),
  on(429, ['1.5'], 1.1),
  on(429, ['1e3'], 1.1),
  on(429, ['+1'], 1.1),
  on(429, [''], 1.1),
  on(429, ['0'], 0),
  on(429, ['99999999'], 99_999_999),
  on(429, ['9'.repeat(300)], longest),
  on(429, [date(-60)], 0),
  { status: 429, answers: [{ lines: ['1, 1'] }, { lines: ['2', '2'] }], waits: [1, 3.1] },
  { status: 429, answers: [{ lines: ['-1'] }, { lines: ['-1'] }], waits: [1.1, 2.2] },
  on(503, ['1', '1'], 1),
  on(503, ['2', '5'], 5),
  on(503, ['1, soon'], 1),
  on(503, ['-1'], 45),
  on(503, [date(-60)], 0),
];

/** `Retry-After` doubled, joined, partly bad, negative and the like, over real sockets; only waiting takes no time. */
export const retryAfter: Subject = async opened => {
  const server = keep(opened, await startFaultServer());
  const transport = keep(opened, makeTransport());
  const figures: Figure[] = [];
  for (const [nth, { status, answers, waits }] of cases.entries()) {
    const target = `/case${nth}`;
    const refusals = answers.map(({ lines, body }) =>
      answer(status, { 'Retry-After': lines }, body ?? '{}'),
    );
    server.on(target, ...refusals, answer(200));
    const world = instantWorld(chance);
    const { origin } = server;
    await run({ transport, origin, target, operation: spendingOperation, world });
    const waited = world.waits.map(({ ms }) => ms / 1_000);
    figures.push(figureOf(status, answers, waited, waits));
  }
  const wanted = cases.reduce((sum, { answers }) => sum + answers.length + 1, 0);
  return [
    ...figures,
    exactly('POSTs: one for each refusal and one more', server.seen.length, wanted),
  ];
};

function figureOf(
  status: number,
  answers: Case['answers'],
  waited: readonly number[],
  wanted: readonly number[],
): Figure {
  const shown = (lines: readonly string[]) => lines.map(line => line.slice(0, 40)).join(' ⏎ ');
  const told = answers.map(({ lines, body = '' }) => `${shown(lines)} ${body}`.trim()).join(' | ');
  const seconds = (waits: readonly number[]) => waits.map(wait => `${wait} s`).join(', ');
  return {
    what: `${status} with ${told === '' ? 'nothing' : told}`,
    was: seconds(waited),
    hold: seconds(wanted),
    held: seconds(waited) === seconds(wanted),
  };
}
