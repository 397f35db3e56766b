import { errorsIn, hasErrors } from '../../../src/core/request/check';
import { isAddressLike } from '../../../src/core/snippets/curlArguments';
import { brokenBody, strayWord } from '../../../src/core/snippets/doubts';
import { entityAt, entityIn } from '../../../src/core/snippets/entity';
import { escapedQuote } from '../../../src/core/snippets/escapedQuote';
import { findCommand } from '../../../src/core/snippets/findCommand';
import { foreignParameter } from '../../../src/core/snippets/invokeWebRequest';
import { operationAt } from '../../../src/core/snippets/operationAt';
import { parseCurl } from '../../../src/core/snippets/parseCurl';
import { pastedQuery } from '../../../src/core/snippets/pastedQuery';
import { percentDecoded } from '../../../src/core/snippets/percent';
import { readingsOf } from '../../../src/core/snippets/readings';
import { isSampleKey } from '../../../src/core/snippets/sampleKey';
import { snippetOf } from '../../../src/core/snippets/snippet';
import { snippetFormats } from '../../../src/core/snippets/snippetRequest';
import { closingMark } from '../../../src/core/snippets/typographic';
import { operationOf } from '../request/drafts';
import type { Shape } from './total';

const word = (value: string) => ({ name: 'address', value, at: 0, holes: [] });

/** Of the functions that write requests for other tools, and read them back. */
export const snippetTakers: Readonly<Record<string, (shape: Shape) => unknown>> = {
  isAddressLike: ({ text }) => isAddressLike(word(text)),
  strayWord: ({ text }) => strayWord([word(text), word(text)]),
  brokenBody: ({ text }) => brokenBody(text, [word(text)], text),
  entityAt: ({ text }) => entityAt(text, 0),
  entityIn: ({ text }) => entityIn([word(text)]),
  escapedQuote: ({ text }) => escapedQuote(text, { from: 0, closer: '"' }),
  foreignParameter: ({ text }) => foreignParameter([{ text, at: 0, holes: [] }]),
  isSampleKey: ({ text }) => isSampleKey(text),
  closingMark: ({ text }) => closingMark(text, 0),
  operationAt: ({ text }) => operationAt('GET', text),
  parseCurl: ({ text }) => {
    const address = 'https://connect.jobo.world/api/jobs/search';
    for (const line of [
      `curl ${text}`,
      `curl '${address}' --data-urlencode '${text}'`,
      `curl ${address}?${text} -H 'X-Api-Key: ${text}'`,
      `curl ^"${address}" -d ^"${text}`,
    ])
      parseCurl(line);
  },
  percentDecoded: ({ text }) => percentDecoded(text),
  findCommand: ({ text }) => [findCommand(text), findCommand(`a='${text}'; curl ${text}`)],
  pastedQuery: ({ text }) => pastedQuery([text, text], operationOf('searchJobs')),
  readingsOf: ({ text }) => [
    ...readingsOf(text, { at: 0, from: 0, isComment: false, fill: () => () => 'a' }),
  ],
  snippetOf: ({ drafts }) => {
    for (const draft of drafts) {
      if (hasErrors(errorsIn(draft, operationOf(draft.operationId)))) continue;
      const options = { origin: 'https://api.example', idempotencyKey: 'one' };
      for (const format of snippetFormats)
        snippetOf(format, draft, operationOf(draft.operationId), options);
    }
  },
};
