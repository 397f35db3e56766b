import { findOperation } from '../../core/catalog/catalog';
import { inQuery } from '../../core/request/inQuery';
import type { CallName, DraftView, PanelState } from '../../protocol';

export interface Message {
  readonly id: number;
  readonly call: CallName;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A message from the page, which is untrusted input. Undefined for anything but a known call. */
export function parseMessage(value: unknown, calls: ReadonlySet<string>): Message | undefined {
  if (!isRecord(value)) return undefined;
  const { id, call, params } = value;
  if (typeof id !== 'number' || typeof call !== 'string' || !calls.has(call)) return undefined;
  return { id, call: call as CallName, params: isRecord(params) ? params : {} };
}

export interface ParsedDraft extends Omit<DraftView, 'files'> {
  /** Names of the parts that still have a file. The files themselves stay on the host. */
  readonly parts: readonly string[];
}

/** A draft of a known operation with its known members only; undefined for anything else. */
export function parseDraft(value: unknown): ParsedDraft | undefined {
  if (!isRecord(value) || typeof value['operationId'] !== 'string') return undefined;
  if (!findOperation(value['operationId'])) return undefined;
  const { operationId, path, query, headers, body, files } = value;
  if (!isTexts(path) || !isTexts(headers) || !isRecord(query)) return undefined;
  if (body !== undefined && typeof body !== 'string') return undefined;
  const parts = isRecord(files) ? Object.keys(files) : [];
  return {
    operationId,
    path,
    query: queryOf(query),
    headers,
    parts,
    ...(body !== undefined && { body }),
  };
}

/** Query values in the form in which they are sent. Deep values go: a draft is kept, copied and compared. */
const queryOf = (given: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const taken = inQuery(value);
      return taken.ok ? [[name, taken.value]] : [];
    }),
  );

/** The state that a page kept over a reload, which is untrusted input. Drops every invalid member. */
export function parseState(value: unknown): PanelState {
  if (!isRecord(value)) return {};
  const { operationId, exchangeId, tab, bodyView, ofRun } = value;
  return {
    ...(typeof operationId === 'string' && findOperation(operationId) && { operationId }),
    ...(typeof exchangeId === 'string' && /^[\w-]{1,80}$/.test(exchangeId) && { exchangeId }),
    ...((tab === 'body' || tab === 'headers' || tab === 'attempts') && { tab }),
    ...((bodyView === 'form' || bodyView === 'json') && { bodyView }),
    ...(ofRun === true && { ofRun }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every(member => typeof member === 'string');
