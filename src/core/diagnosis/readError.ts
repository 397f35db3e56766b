/** What an error body says, in whatever family it comes (API reference 11 and 12). */
export interface ErrorBody {
  /** `detail`, else `message`, else `error`, else `title`; untrusted text. */
  readonly message?: string;
  readonly code?: string;
  readonly required?: number;
  readonly balance?: number;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** More than any error has; a page of HTML or a stream by mistake is not read whole. */
const longest = 256 * 1024;

/** Reads an error body; anything that is no JSON object says nothing. Never throws. */
export function readError(bytes: Uint8Array): ErrorBody {
  const members = parseMembers(bytes);
  const text = (name: string) => {
    const value = members.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const figure = (name: string) => finite(members.get(name));
  const message = text('detail') ?? text('message') ?? text('error') ?? text('title');
  const told = message === undefined ? undefined : figuresInSentence(message);
  return defined({
    message: message?.slice(0, 2_000),
    code: text('code'),
    required: figure('credits_required') ?? told?.required,
    balance: figure('credits_balance') ?? told?.balance,
    retryAfter: figure('retry_after_seconds'),
  });
}

function parseMembers(bytes: Uint8Array): ReadonlyMap<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(0, longest)));
    if (typeof value === 'object' && value !== null) return new Map(Object.entries(value));
  } catch {
    // HTML, text, a truncated body: nothing to read in it
  }
  return new Map();
}

/** "needs 300 credits, the wallet holds 120": the order in which the API has always named the two. */
function figuresInSentence(sentence: string): { required: number; balance: number } | undefined {
  if (!/credit/i.test(sentence)) return undefined;
  const figures = [...sentence.matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/g)].map(([figure]) =>
    Number(figure.replaceAll(',', '')),
  );
  const [required, balance] = figures;
  if (figures.length !== 2 || required === undefined || balance === undefined) return undefined;
  return required > balance ? { required, balance } : { required: balance, balance: required };
}

/** A number, or a text that is one; nothing else, and no negative ones. */
function finite(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

const defined = <T extends object>(value: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
