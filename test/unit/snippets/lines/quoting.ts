import { draft } from '../../request/drafts';
import { body, D, G, jobs, read, search, U, type Row } from './row';

const { raw } = String;
const golang = '{"queries":["golang"],"page":1}';

/** How each shell quotes, and goes on with the next line. */
export const quoting: readonly Row[] = [
  ['single quotes', `curl -X POST '${U}' -d '${golang}'`, search(golang), 'sh'],
  ['double quotes', raw`curl "${U}" -d "{\"queries\":[\"a\"]}"`, search(), 'sh'],
  ['no quotes', raw`curl ${U} -d \{\"queries\":\[\"a\"\]\}`, search(), 'sh'],
  ['a quote within quotes', raw`curl ${U} -d '{"q":"it'\''s"}'`, search(`{"q":"it's"}`), 'sh'],
  ['a quote within other quotes', `curl ${U} -d '{"q":"it'"'"'s"}'`, search(`{"q":"it's"}`), 'sh'],
  [
    'quotes in the middle of a word',
    `curl https://'connect.jobo.world'/api/jobs?"page"=1`,
    jobs(),
    'sh',
  ],
  [
    "$'…'",
    raw`curl '${U}' --data-raw $'{"q":"it\'s \u00e9\n"}'`.replace(raw`\n`, raw`\\n`),
    search(raw`{"q":"it's é\n"}`),
    'sh',
  ],
  [
    "$'…' with bytes",
    raw`curl '${U}' --data-raw $'{"q":"\xc3\xa9\041"}'`,
    search('{"q":"é!"}'),
    'sh',
  ],
  ['$"…"', `curl $"${G}?page=1"`, jobs(), 'sh'],
  ['$"…" with escapes', raw`curl $"${U}" -d $"{\"queries\":[\"a\"]}"`, search(), 'sh'],
  ['an exclamation mark', `curl '${G}?q=hi!&page=1'`, jobs({ q: 'hi!', page: 1 }), 'sh'],
  ['a dollar in single quotes', `curl ${U} -d '{"q":"$5 \${x}"}'`, search('{"q":"$5 ${x}"}'), 'sh'],
  ['an escaped dollar', raw`curl ${U} -d "{\"q\":\"\$5\"}"`, search('{"q":"$5"}'), 'sh'],
  ['a dollar that begins nothing', raw`curl ${U} -d "{\"q\":\"5$\"}"`, search('{"q":"5$"}'), 'sh'],
  [
    'a body of several lines',
    `curl ${U} -d '{\n  "page": 1\n}'`,
    search('{\n  "page": 1\n}'),
    'sh',
  ],
  ['a continued line', `curl -X POST \\\n  '${U}' \\\n  ${D}`, search(), 'sh'],
  ['a continued line of Windows', `curl -X POST \\\r\n  '${U}' \\\r\n  ${D}\r\n`, search()],
  ['blanks behind the backslash', `curl -X POST \\ \n ${U} \\ \t\n ${D}`, search()],
  ['a hard blank behind the backslash', `curl -X POST \\\u00a0\n ${U} \\\n ${D}`, search()],
  ['blanks behind a backslash at a word', `curl -X POST ${U}\\  \n${D}`, search()],
  ['a line that goes on within quotes', `curl "${G}?page\\\n=1"`, jobs(), 'sh'],
  ['a backslash at the very end', `curl '${G}?page=1' \\`, jobs()],
  ['a prompt of each line', `$ curl -X POST \\\n>   '${U}' \\\n>   ${D}\n`, search()],
  [
    'a prompt within quotes',
    `$ curl '${U}' -d '{\n> "page": 1\n> }'\n{}`,
    search('{\n"page": 1\n}'),
  ],
  [
    'a prompt of zsh within quotes',
    `% curl '${U}' -d '{\nquote> "page": 1\nquote> }'`,
    search('{\n"page": 1\n}'),
  ],
  [
    'emoji and marks that join them',
    `curl '${U}' -d '{"q":"👩\u200d💻\u00a0“x”"}'`,
    search('{"q":"👩\u200d💻\u00a0“x”"}'),
    'sh',
  ],
  [
    'Chrome for bash',
    raw`curl '${U}' \
  -H 'accept: application/json' \
  -H 'content-type: application/json' \
  -H 'sec-ch-ua: "Chromium";v="131", "Not_A Brand";v="24"' \
  --data-raw $'{"queries":["it\'s"]}' \
  --compressed`,
    search(`{"queries":["it's"]}`),
    'sh',
  ],
  [
    'Firefox for bash',
    `curl '${U}' --compressed -X POST -H 'User-Agent: Mozilla/5.0' -H 'TE: trailers' --data-raw '${body}'`,
    search(),
    'sh',
  ],
  [
    'Chrome for cmd',
    raw`curl ^"${U}^" ^
  -H ^"accept: */*^" ^
  -H ^"sec-ch-ua: ^\^"Chromium^\^";v=^\^"131^\^"^" ^
  --data-raw ^"^{^\^"queries^\^":^[^\^"a^\^"^]^}^"`,
    search(),
  ],
  [
    'Chrome for cmd with a line break',
    'curl ^"' + U + '^" ^\r\n  --data-raw ^"^{^\r\n\r\n  ^\\^"page^\\^": 1^\r\n\r\n^}^"',
    search('{\n  "page": 1\n}'),
  ],
  [
    'Chrome for cmd with percent signs',
    `curl ^"${G}?q=caf^%^C3^%^A9^&page=1^"`,
    jobs({ q: 'café', page: 1 }),
  ],
  [
    'older Chrome for cmd',
    raw`curl "${G}?page=1" ^
  -H "sec-ch-ua: ^\^"Google Chrome^\^";v=^\^"119^\^"" ^
  -H "accept: */*"`,
    jobs(),
  ],
  [
    'older Chrome for cmd with a body',
    raw`curl "${U}" ^
  -H "content-type: application/json" ^
  --data-raw "^{^\^"queries^\^":^[^\^"C++ ^& C^#^\^"^]^}" ^
  --compressed`,
    search('{"queries":["C++ & C#"]}'),
  ],
  [
    'Firefox for cmd',
    raw`curl.exe "${U}" ^
  --compressed ^
  -X POST ^
  -H "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64)" ^
  --data-raw ^"^{^\^"queries^\^":^[^\^"a^\^"^]^}^"`,
    search(),
  ],
  [
    'Postman for cmd',
    raw`curl --location "${U}" ^
--header "Content-Type: application/json" ^
--data "{^
    \"queries\": [^
        \"a\"^
    ]^
}"`,
    search('{    "queries": [        "a"    ]}'),
  ],
  [
    'Swagger for cmd',
    raw`curl -X "POST" ^
  "${U}" ^
  -H "accept: */*" ^
  -d "{
  \"queries\": []
}"`,
    search('{\n  "queries": []\n}'),
  ],
  [
    'older Chrome for cmd on one line',
    `curl "${G}?q=^%^C3^%^A9&page=1"`,
    jobs({ q: 'é', page: 1 }),
  ],
  ['a caret between quotes', `curl "${G}?q=a^b&page=1" ^\n  -s`, jobs({ q: 'a^b', page: 1 })],
  ['blanks behind a caret', `curl "${G}?page=1" ^ \r\n -s ^\t\r\n -S`, jobs()],
  [
    'a caret before a mark of cmd',
    `C:\\>curl ${G}?page=1^&page_size=5`,
    jobs({ page: 1, page_size: 5 }),
  ],
  ['quotes of cmd', raw`C:\>curl -X POST "${U}" -d "{\"queries\":[\"a\"]}"`, search()],
  ['doubled quotes of cmd', `C:\\>curl "${U}" -d "{""queries"":[""a""]}"`, search()],
  [
    'Firefox on Windows',
    `curl "${U}" --data-raw "{""queries"":[""golang""],""page"":1}"`,
    search(golang),
  ],
  [
    'Firefox on Windows with headers',
    `curl "${U}" --compressed -X POST -H "Accept: */*" -H "sec-ch-ua: ""x""" --data-raw "{""queries"":[""a""]}"`,
    search(),
  ],
  [
    'a backslash before a closing quote',
    raw`C:\>curl "${U}" -d "{\"q\":\"C:\\\\\"}"`,
    search(raw`{"q":"C:\\"}`),
  ],
  ['an apostrophe in cmd', raw`C:\>curl "${U}" -d "{\"q\":\"it's\"}"`, search(`{"q":"it's"}`)],
  [
    'PowerShell 5.1',
    raw`curl.exe -X POST '${U}' -d '{\"queries\":[\"golang\"],\"page\":1}'`,
    search(golang),
  ],
  [
    'PowerShell 5.1 with three quotes each',
    `curl.exe '${U}' -d '{"""queries""":["""a"""]}'`,
    search(),
  ],
  [
    'PowerShell 5.1 with backticks',
    'curl.exe `\n -X POST `\n ' + raw`'${U}'` + ' `\n ' + raw`-d '{\"queries\":[\"a\"]}'`,
    search(),
  ],
  [
    'PowerShell 5.1 in double quotes',
    'curl.exe "' + U + '" -d "{\\`"queries\\`":[\\`"a\\`"]}"',
    search(),
  ],
  ['PowerShell 7', `curl -X POST '${U}' \`\n  -d '${body}'`, search()],
  ['PowerShell 7 in double quotes', 'curl "' + U + '" -d "{`"queries`":[`"a`"]}"', search()],
  [
    'PowerShell with doubled quotes',
    `PS C:\\> curl.exe "${U}" -d '{"q":"it''s"}'`,
    search(`{"q":"it's"}`),
  ],
  [
    'PowerShell with doubled double quotes',
    `PS C:\\> curl.exe '${U}' -d "{""queries"":[""a""]}"`,
    search(),
  ],
  ['PowerShell without a prompt', `curl.exe '${G}?q=it''s&page=1'`, jobs({ q: "it's", page: 1 })],
  ['blanks behind a backtick', `curl.exe '${G}?page=1' \` \r\n -s`, jobs()],
  ['a prompt of each line of PowerShell', `PS C:\\> curl.exe '${U}' \`\n>> -d '${body}'`, search()],
  [
    'a prompt of each line of cmd',
    raw`C:\>curl "${U}" ^
More? -d "{\"queries\":[\"a\"]}"`,
    search(),
  ],
  [
    'a text of lines of PowerShell',
    `PS C:\\> curl.exe '${U}' -d @'\n{"q": "it's"}\n'@ -s`,
    search(`{"q": "it's"}`),
  ],
  [
    'a text of lines with escapes',
    `PS C:\\> curl.exe '${U}' -d @"\n{"q": "\`$5"}\n"@ -s`,
    search('{"q": "$5"}'),
  ],
  ['a body that no shell makes valid', `curl ${U} -d '{"queries":'`, search('{"queries":'), 'sh'],
  ['data that is no JSON', `curl ${U} -d 'a=1&b=2' -d c=3`, search('a=1&b=2&c=3'), 'sh'],
  [
    'a body in a file',
    `curl ${U} -d @body.json`,
    read(draft('searchJobsPost'), { leftOut: ['dataFile'] }),
    'sh',
  ],
];
