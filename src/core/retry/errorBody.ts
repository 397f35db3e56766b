import { toText } from '../charset/toUtf8';
import type { Answer } from '../transport/transport';

/** The two members of an error body (a problem document) that the retry rules read; each may hold anything. */
export interface ErrorBody {
  readonly code?: unknown;
  readonly retry_after_seconds?: unknown;
}

/** In bytes. Error bodies are short; a longer body is not parsed. */
const longestErrorBody = 65_536;

/** The parsed body of an error answer; `{}` for a status below 400, an empty or long body, and one that is no JSON. */
export function errorBody(answer: Answer): ErrorBody {
  if (answer.kind !== 'answered' || answer.status < 400) return {};
  const { bytes, length } = answer.content;
  if (length === 0 || length > longestErrorBody) return {};
  try {
    const value: unknown = JSON.parse(toText(bytes, answer.headers['content-type'] ?? ''));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Whether the error code says that the API has paused the operation. */
export const saysPaused = ({ code }: ErrorBody): boolean =>
  typeof code === 'string' && (code.startsWith('auto_apply_') || code === 'intake_paused');
