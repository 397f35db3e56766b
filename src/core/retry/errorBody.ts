import { toText } from '../charset/toUtf8';
import type { Answer } from '../transport/transport';

/** What the retry rules read of an error body: two members of a problem document, whatever they hold. */
export interface ErrorBody {
  readonly code?: unknown;
  readonly retry_after_seconds?: unknown;
}

/** An error body is short; what is longer is something else. */
const longestErrorBody = 65_536;

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

/** The codes by which the API says that it has closed an operation for now. */
export const saysPaused = ({ code }: ErrorBody): boolean =>
  typeof code === 'string' && (code.startsWith('auto_apply_') || code === 'intake_paused');
