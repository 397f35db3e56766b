import { draft } from '../../request/drafts';
import { body, D, G, jobs, read, refused, search, U, type Row } from './row';

/** What would be half read, or read as another request than the one that was meant. */
export const doubtful: readonly Row[] = [
  [
    'a placeholder with blanks',
    `curl ${G}/<your job id>`,
    refused('placeholder', 1, 42, { name: '<your job id>' }),
  ],
  [
    'a placeholder in the query',
    `curl ${G}?q=<your query>&page=1`,
    refused('placeholder', 1, 44, { name: '<your query>' }),
  ],
  [
    'a placeholder of many words',
    `curl ${G}/<${'the id of a job '.repeat(6)}here>`,
    refused('placeholder', 1, 42, { name: `<${'the id of a job '.repeat(6)}here>`.slice(0, 60) }),
  ],
  [
    'a placeholder with marks',
    `curl ${G}/<job's id, e.g. 12|13>/x`,
    refused('placeholder', 1, 42, { name: "<job's id, e.g. 12|13>" }),
  ],
  [
    'a placeholder that never closes',
    `curl ${G}/<your job id`,
    refused('placeholder', 1, 42, { name: '<…' }),
  ],
  [
    'a placeholder in the middle of a path',
    `curl https://connect.jobo.world/api/companies/<the id>/jobs`,
    refused('placeholder', 1, 47, { name: '<the id>' }),
  ],
  [
    'a placeholder in quotes',
    `curl '${G}/<job-id>'`,
    refused('placeholder', 1, 6, { name: '<job-id>' }),
  ],
  ['a placeholder of a router', `curl '${G}/:id'`, refused('placeholder', 1, 6, { name: ':id' })],
  ['a placeholder for the key', `curl -H X-Api-Key:<your key> '${G}?page=1'`, jobs()],
  [
    'a file that is read and one that is written',
    `curl '${G}?page=1' </dev/null 2>/dev/null >o`,
    jobs(),
    'sh',
  ],
  [
    'a mark of a web page in the path',
    `curl ${G}/&lt;job_id&gt;`,
    refused('entity', 1, 42, { mark: '&lt;' }),
  ],
  [
    'a mark of a web page in a quoted address',
    `curl "${G}?q=a&amp;page=2"`,
    refused('entity', 1, 6, { mark: '&amp;' }),
  ],
  [
    'a mark of a web page in an address',
    `curl ${G}?q=a&amp;page=2`,
    refused('entity', 1, 45, { mark: '&amp;' }),
  ],
  [
    'marks of a web page for the quotes of a body',
    `curl ${U} -d '{&quot;queries&quot;:[&quot;a&quot;]}'`,
    refused('entity', 1, 52, { mark: '&quot;' }),
  ],
  [
    'marks of a web page for quotes',
    `curl -X POST &quot;${U}&quot; -d '{}'`,
    refused('entity', 1, 14, { mark: '&quot;' }),
  ],
  [
    'a number for a quote',
    `curl ${U} -d &#39;{}&#39;`,
    refused('entity', 1, 52, { mark: '&#39;' }),
  ],
  [
    'a number of base 16',
    `curl ${U} -d &#x27;{}&#x27;`,
    refused('entity', 1, 52, { mark: '&#x27;' }),
  ],
  [
    'a name for a quote',
    `curl ${U} -d &apos;${body}&apos;`,
    refused('entity', 1, 52, { mark: '&apos;' }),
  ],
  [
    'a mark of a web page behind the command',
    `curl '${G}?page=1' 2&gt;/dev/null`,
    refused('entity', 1, 52, { mark: '&gt;' }),
  ],
  [
    'a mark of a web page in a text of JSON',
    `curl ${U} -d '{"queries":["R&amp;D"]}'`,
    search('{"queries":["R&amp;D"]}'),
    'sh',
  ],
  [
    'markup in a text',
    `curl ${U} -d '{"queries":["<b>R&amp;D</b>"]}'`,
    search('{"queries":["<b>R&amp;D</b>"]}'),
    'sh',
  ],
  [
    'names that are no marks',
    `curl '${G}?lt=1&gt=2&amp=3'`,
    jobs({ lt: '1', gt: '2', amp: '3' }),
    'sh',
  ],
  [
    'double quotes within double quotes',
    `curl ${U} -d "{"queries": ["go dev"]}"`,
    refused('strayWord', 1, 70),
  ],
  [
    'quotes that the shell takes out',
    `curl ${U} -d "{"queries":["go"]}"`,
    refused('lostQuotes', 1, 52),
  ],
  ['a body without quotes', `curl ${U} -d {"queries":["go"]}`, refused('lostQuotes', 1, 52)],
  [
    'a body without quotes, with blanks',
    `curl ${U} -d {"queries": ["go"]}`,
    refused('strayWord', 1, 64),
  ],
  [
    'a body without quotes before the address',
    `curl -d {"queries": ["go"]} ${U}`,
    refused('strayWord', 1, 21),
  ],
  [
    'two apostrophes',
    `curl ${U} -d '{"queries":["it's a dev's job"]}'`,
    refused('strayWord', 1, 71),
  ],
  ['an address with a blank', `curl ${G}?location=New York`, refused('strayWord', 1, 55)],
  [
    'a header without quotes',
    `curl -H Content-Type: application/json ${G}`,
    refused('strayWord', 1, 23),
  ],
  [
    'a body that is not quoted as JS',
    `curl ${U} -d '{queries:[go]}'`,
    search('{queries:[go]}'),
    'sh',
  ],
  ['a quotation of two', `> > curl '${U}' \\\n> >   ${D}`, search()],
  ['a quotation of three', `>>> curl '${U}' \\\n>>>   ${D}`, search()],
  ['numbers of lines', `  1 | curl '${U}' \\\n  2 |   ${D}`, search()],
  ['numbers of lines of a search', `12:curl '${U}' \\\n13:  ${D}`, search()],
  [
    'lines that became one',
    `curl -X POST ${U} \\ -H 'X-Note: 1' \\ ${D}`,
    search(body, { leftOut: ['header X-Note'] }),
  ],
  [
    'lines that became one, from the start',
    `curl \\ --request POST \\ --url ${U} \\ --data '${body}'`,
    search(),
  ],
  ['lines that became one, before the address', `curl -s \\  '${U}' \\   ${D}`, search()],
  [
    'lines of PowerShell that became one',
    `curl.exe ${U} \` -H 'X-Note: 1' \` -d '${body}'`,
    search(body, { leftOut: ['header X-Note'] }),
  ],
  [
    'lines of cmd that became one',
    `curl "${U}" ^ -X POST ^ -d "{\\"queries\\":[\\"a\\"]}"`,
    search(),
  ],
  [
    'a header without a colon',
    `curl '${G}?page=1' -H 'X-Api-Key=abcdefgh12345'`,
    jobs({ page: 1 }, { leftOut: ['headerText'] }),
    'sh',
  ],
  [
    'a header that is a value alone',
    `curl '${G}?page=1' -H 'abcdefgh12345'`,
    jobs({ page: 1 }, { leftOut: ['headerText'] }),
    'sh',
  ],
  [
    'a header with a semicolon in it',
    `curl '${G}?page=1' -H 'a1b2;c3'`,
    jobs({ page: 1 }, { leftOut: ['headerText'] }),
    'sh',
  ],
  [
    'a header that is empty',
    `curl '${G}?page=1' -H 'X-Note;'`,
    jobs({ page: 1 }, { leftOut: ['header X-Note'] }),
    'sh',
  ],
  [
    'a field without an equals sign',
    `curl ${U} -F abcdefgh12345`,
    read(draft('searchJobsPost'), { leftOut: ['option --form'] }),
    'sh',
  ],
  ...[
    ...['••••••', 'API_KEY', 'REPLACE_ME', 'REDACTED', '########', 'string', 'my-api-key'],
    ...['YOURKEY', 'yourApiKey', 'XXXX-XXXX', 'none', 'put your key here', '---', '_____', 'null'],
    ...[
      'jbe_live_...',
      'jbe_live_xxx',
      'jbe_***',
      'xxxxxxxx1234',
      'JOBO-KEY',
      '12345678',
      'aaaaaaaa',
    ],
    ...['insert-api-key-here', 'change_me', '<key>', '{key}', 'secret', 'API KEY', 'api_key_here'],
  ].map((sample): Row => [
    `${sample} for a key`,
    `curl '${G}?page=1' -H 'X-Api-Key: ${sample}'`,
    jobs(),
  ]),
  [
    'no key where there is none',
    `curl '${G}?page=1' -H "X-Api-Key: \${JOBO_API_KEY:-none}"`,
    jobs(),
    'sh',
  ],
  [
    'a key of another form',
    `curl '${G}?page=1' -H 'X-Api-Key: keyx7q2'`,
    jobs({ page: 1 }, { key: 'keyx7q2' }),
    'sh',
  ],
  [
    'a key whose letters are escaped elsewhere',
    `curl '${G}?page=1&q=k%65yz9q7a' -H 'X-Api-Key: keyz9q7a'`,
    jobs({ page: 1, q: 'jbe_***' }, { key: 'keyz9q7a', leftOut: ['strayKey'] }),
    'sh',
  ],
  [
    'a key whose letters are escaped in JSON',
    String.raw`curl ${U} -d '{"queries":["\u006beyz9q7a"]}' -H 'X-Api-Key: keyz9q7a'`,
    search('{"queries":["jbe_***"]}', { key: 'keyz9q7a', leftOut: ['strayKey'] }),
    'sh',
  ],
  [
    'a key in the name of a host',
    `curl 'https://KEYZ9q7a.example/api/jobs?page=1' -H 'X-Api-Key: KEYZ9q7a'`,
    jobs(
      { page: 1 },
      { key: 'KEYZ9q7a', leftOut: ['strayKey'], origin: 'https://jbe_***.example' },
    ),
  ],
];
