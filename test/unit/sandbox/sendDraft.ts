import { rowMembers } from '../../../src/core/diagnosis/noRows';
import { build } from '../../../src/core/request/build';
import type { Draft } from '../../../src/core/request/draft';
import { operationOf } from '../request/drafts';
import { assertDocumented, type Body } from './send';

export interface Got {
  readonly status: number;
  readonly body: Body;
  readonly bytes: Buffer;
  /** Of the list that the operation answers; undefined: one thing. */
  readonly rows: number | undefined;
}

/** Sends a draft as the product would, to a sandbox. */
export async function sendDraft(url: string, key: string, draft: Draft): Promise<Got> {
  const { method, target, headers, body } = build(draft, operationOf(draft.operationId), 'first');
  const response = await fetch(url + target, {
    method,
    headers: { ...headers, 'X-Api-Key': key },
    ...(body && { body }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const answer = {
    status: response.status,
    headers: response.headers,
    text: bytes.toString(),
    body: JSON.parse(bytes.toString()) as Body,
  };
  assertDocumented(draft.operationId, answer);
  const members: Readonly<Record<string, unknown>> = { ...answer.body };
  const list = 'id' in members ? undefined : rowMembers.map(n => members[n]).find(Array.isArray);
  return { status: answer.status, body: answer.body, bytes, rows: list?.length };
}
