import { canaryKey } from '../../../support/runs';
import { draft, zeroId } from '../../request/drafts';
import { body, D, G, jobs, origin, read, refused, search, U, type Row } from './row';

const keyed = jobs({ page: 1 }, { key: canaryKey });
const variable = (name: string) => ({ origin: null, leftOut: [`addressVariable ${name}`] });

/** Here-documents, variables, substitutions, and keys among them. */
export const filledIn: readonly Row[] = [
  ['a here-document', `curl -X POST '${U}' -d @- <<EOF\n${body}\nEOF`, search(), 'sh'],
  [
    'a quoted here-document',
    `curl '${U}' --data-binary @- <<'EOF'\n{"q":"$5 \`x\` \\\\"}\nEOF\n`,
    search('{"q":"$5 `x` \\\\"}'),
    'sh',
  ],
  [
    'a here-document in double quotes',
    `curl '${U}' --json @- << "END OF IT"\n${body}\nEND OF IT\n`,
    search(),
    'sh',
  ],
  [
    'an indented here-document',
    `curl '${U}' --data-binary @- <<-EOF\n\t{\n\t\t"page": 1\n\t}\n\tEOF\n`,
    search('{\n"page": 1\n}'),
    'sh',
  ],
  [
    'a here-document before the options',
    `curl <<EOF -X POST '${U}' -d @-\n${body}\nEOF\n`,
    search(),
    'sh',
  ],
  [
    'a here-document and a pipe',
    `curl '${U}' -d @- <<EOF | jq .\n${body}\nEOF\necho done`,
    search(),
    'sh',
  ],
  [
    'a here-document and continued lines',
    `curl '${U}' -d @- <<EOF \\\n  -H 'X-Note: 1'\n${body}\nEOF\n`,
    search(body, { leftOut: ['header X-Note'] }),
    'sh',
  ],
  ['a here-document in a list', `  curl '${U}' -d @- <<EOF\n  ${body}\n  EOF`, search()],
  ['a here-document behind prompts', `$ curl '${U}' -d @- <<EOF\n> ${body}\n> EOF\n{}`, search()],
  ['a here-document of Windows', `curl '${U}' -d @- <<EOF\r\n${body}\r\nEOF\r\n`, search()],
  [
    'a here-document and another command',
    `curl '${U}' -d @- <<EOF\n${body}\nEOF\ncurl ${G}`,
    search(body, { leftOut: ['moreCommands'] }),
    'sh',
  ],
  [
    'a command within a here-document',
    `curl '${U}' -d @- <<EOF\n{"q":\n"\ncurl x/y"}\nEOF\n`,
    search('{"q":"curl x/y"}'),
    'sh',
  ],
  [
    'a here-document by the name of the input',
    `curl '${U}' -d @/dev/stdin <<EOF\n${body}\nEOF\n`,
    search(),
    'sh',
  ],
  ['a here-string', `curl '${U}' -d @- <<< '${body}'`, search(), 'sh'],
  ['a here-string before all', `curl <<<'${body}' '${U}' --data-binary @-`, search(), 'sh'],
  [
    'a document of cat',
    `curl '${U}' -d "$(cat <<'EOF'\n{"q":"it's (a) \\"b\\""}\nEOF\n)"`,
    search('{"q":"it\'s (a) \\"b\\""}'),
    'sh',
  ],
  [
    'a document of cat with escapes',
    `curl '${U}' -d "$(cat <<EOF\n{"q":"\\$5"}\nEOF\n)"`,
    search('{"q":"$5"}'),
    'sh',
  ],
  [
    'data of the input, encoded',
    `curl -G '${G}' --data-urlencode q@- <<< 'a b'`,
    jobs({ q: 'a b\n' }),
    'sh',
  ],
  [
    'a variable of the lines before',
    `BASE=${origin}\nQ="it's"\ncurl "$BASE/api/jobs?page=1" --url-query "q=$Q"`,
    jobs({ page: 1, q: "it's" }),
    'sh',
  ],
  ['a variable of another', `H=${origin}; B="$H/api"; curl "\${B}/jobs?page=1"`, jobs(), 'sh'],
  ['an exported body', `export BODY='${body}'\ncurl ${U} -d "$BODY"`, search(), 'sh'],
  ['a default', `curl "\${BASE:-${origin}}/api/jobs?page=\${PAGE-1}"`, jobs(), 'sh'],
  [
    'a variable of PowerShell',
    `$base = '${origin}'\n$body = '${body}'\ncurl.exe "$base/api/jobs/search" -d $body`,
    search(),
  ],
  ['a text of lines in a variable', `$body = @'\n${body}\n'@\ncurl.exe '${U}' -d $body`, search()],
  ['a variable of cmd', `set BASE=${origin}\r\ncurl "%BASE%/api/jobs?page=1"`, jobs()],
  ['a variable of fish', `set -x BASE ${origin}\ncurl "$BASE/api/jobs?page=1"`, jobs()],
  [
    'a variable for the address',
    'curl "$BASE_URL/api/jobs?page=1"',
    jobs({ page: 1 }, variable('$BASE_URL')),
  ],
  [
    'a variable in braces for the address',
    'curl ${JOBO_URL}/api/jobs?page=1',
    jobs({ page: 1 }, variable('$JOBO_URL')),
  ],
  [
    'a variable for the host',
    'curl "https://$HOST/api/jobs?page=1"',
    jobs({ page: 1 }, variable('$HOST')),
  ],
  [
    'a variable for the host, and a port',
    'curl "http://$HOST:$PORT/api/jobs?page=1"',
    refused('expansion', 1, 20, { name: '$PORT' }),
  ],
  [
    'a variable of cmd for the address',
    'C:\\>curl "%BASE_URL%/api/jobs?page=1"',
    jobs({ page: 1 }, variable('%BASE_URL%')),
  ],
  [
    'a variable of PowerShell for the address',
    'PS> curl.exe "$env:BASE_URL/api/jobs?page=1"',
    jobs({ page: 1 }, variable('$env:BASE_URL')),
  ],
  [
    'a variable of a client for the address',
    "curl '{{baseUrl}}/api/jobs?page=1'",
    jobs({ page: 1 }, variable('{{baseUrl}}')),
  ],
  [
    'a variable for all of the address',
    'curl "$URL"',
    refused('expansion', 1, 6, { name: '$URL' }),
  ],
  [
    'a variable in the query',
    `curl "${G}?page=1&q=$QUERY"`,
    refused('expansion', 1, 52, { name: '$QUERY' }),
  ],
  [
    'a variable in the path',
    `curl -s \\\n  "${G}/$ID"`,
    refused('expansion', 2, 40, { name: '$ID' }),
  ],
  [
    'a variable in the body',
    `curl ${U} \\\n -d "{\\"q\\":\\"$Q\\"}"`,
    refused('expansion', 2, 15, { name: '$Q' }),
  ],
  [
    'a variable in a here-document',
    `curl ${U} -d @- <<EOF\n{"page":\n  $PAGE}\nEOF`,
    refused('expansion', 3, 3, { name: '$PAGE' }),
  ],
  [
    'a variable for the method',
    `curl -X "$METHOD" ${G}`,
    refused('expansion', 1, 10, { name: '$METHOD' }),
  ],
  ['a parameter of a script', `curl "${G}/$1"`, refused('expansion', 1, 43, { name: '$1' })],
  [
    'a substitution in the body',
    `curl ${U} -d "$(jq -n '{"q":")"}')"`,
    refused('expansion', 1, 53, { name: '$(…)' }),
  ],
  [
    'backticks in the query',
    `curl "${G}?q=\`date\`"`,
    refused('expansion', 1, 45, { name: '`…`' }),
  ],
  [
    'an address in angle brackets',
    `curl ${G}/<job-id>`,
    refused('placeholder', 1, 42, { name: '<job-id>' }),
  ],
  [
    'an expansion of curl itself',
    `curl --expand-url '${origin}/{{x}}'`,
    refused('placeholder', 1, 19, { name: '{{…}}' }),
  ],
  [
    'a substitution in what is left out',
    `curl '${G}?page=1' -H "X-Trace: $(uuidgen)" -o "$OUT"`,
    jobs({ page: 1 }, { leftOut: ['header X-Trace', 'option --output'] }),
  ],
  [
    'a substitution for what we make ourselves',
    `curl -X POST ${origin}/api/auto-apply/applications -H "Idempotency-Key: $(uuidgen)" -d '{}'`,
    read(draft('createApplication', { body: '{}' }), { leftOut: ['header Idempotency-Key'] }),
  ],
  ['a key that the shell fills in', `curl '${G}?page=1' -H "X-Api-Key: $JOBO_API_KEY"`, jobs()],
  ['a key that a command finds', `curl '${G}?page=1' -H "X-Api-Key: $(pass show jobo)"`, jobs()],
  ['a key that a person fills in', `curl '${G}?page=1' -H 'X-Api-Key: YOUR_API_KEY'`, jobs()],
  ['another key that a person fills in', `curl '${G}?page=1' -H 'X-Api-Key: <your-key>'`, jobs()],
  ['a key in its header', `curl '${G}?page=1' -H 'X-Api-Key: ${canaryKey}'`, keyed, 'sh'],
  [
    'a key in an assignment',
    `JOBO_API_KEY=${canaryKey} curl '${G}?page=1' -H "X-Api-Key: $JOBO_API_KEY"`,
    keyed,
  ],
  [
    'a key that is exported',
    `export JOBO_API_KEY="${canaryKey}"\ncurl '${G}?page=1' -H "X-Api-Key: \${JOBO_API_KEY}"`,
    keyed,
    'sh',
  ],
  [
    'a key in a variable of PowerShell',
    `$env:JOBO_API_KEY = '${canaryKey}'\ncurl.exe '${G}?page=1' -H "X-Api-Key: $env:JOBO_API_KEY"`,
    keyed,
  ],
  [
    'a key in a variable of cmd',
    `set JOBO_API_KEY=${canaryKey}\ncurl "${G}?page=1" -H "X-Api-Key: %JOBO_API_KEY%"`,
    keyed,
  ],
  [
    'a key in a here-document',
    `curl ${U} -d @- <<EOF\n{"q":"${canaryKey}"}\nEOF`,
    search('{"q":"jbe_***"}', { leftOut: ['strayKey'] }),
  ],
  [
    'a key for an address that nobody knows',
    `curl "$BASE/api/jobs/${zeroId}" -H 'X-Api-Key: ${canaryKey}'`,
    read(draft('getJob', { path: { id: zeroId } }), { ...variable('$BASE'), key: canaryKey }),
  ],
  [
    'a key among what is left out',
    `curl ${U} ${D} --variable k=${canaryKey}`,
    search(body, { leftOut: ['option --variable', 'strayKey'] }),
    'sh',
  ],
];
