import { parseCurl } from '../../../src/core/snippets/parseCurl';
import { assertLinear } from '../../support/growth';
import { body, D, G, U } from './lines/row';

const again = (text: string, length: number) => text.repeat(Math.floor(length / text.length));

/** What a text is made of, where reading it might look at a part more than once. */
const around: Readonly<Record<string, (many: (text: string) => string) => string>> = {
  quotes: many => `curl ${U} -d ${many(`'a'"b"`)}`,
  'an open quote': many => `curl ${U} -d "${many("'")}`,
  'doubled quotes': many => `curl.exe "${U}" -d "${many('""')}"`,
  'quotes of lines': many => `PS> curl.exe '${U}' -d ${many("@'\n'@")}`,
  'typographic quotes': many => `curl ${G} x${many('“”')}`,
  carets: many => `curl "${U}" ^\n ${many('^')}`,
  'carets and quotes': many => `curl ^"${U}^" ^\n -d ^"${many('^\\^"')}^"`,
  'carets and line breaks': many => `curl "${U}" ${many('^ \n')}`,
  'percent signs': many => `C:\\>curl "${G}?q=${many('%A')}"`,
  backslashes: many => `curl ${U} -d ${many('\\')}`,
  'backslashes in quotes': many => `C:\\>curl "${U}" -d "${many('\\')}a"`,
  'continued lines': many => `curl ${G} ${many('\\\n')}`,
  'blanks behind backslashes': many => `curl ${G} ${many('\\ ')}`,
  backticks: many => `curl ${U} -d "${many('`')}`,
  'line breaks': many => `curl ${G}${many('\n')}-s`,
  'options without a backslash': many => `curl -s${many('\n-s')}`,
  blanks: many => `curl ${many(' ')}${G}`,
  'blanks before line breaks': many => `curl ${G} ${many(' \n')}`,
  'prompts without a command': many => `${many('user@host:~$ ls\n')}curl ${G}`,
  'prompts on one line': many => `${many('$ ')}curl ${G}`,
  'words of prose': many => `${many('curl is a tool. ')}\ncurl ${G}`,
  'names that hold curl': many => `${many('libcurl ')}\ncurl ${G}`,
  'commands that are commented out': many => many('# curl x/y\n'),
  'wrappers without a command': many => `${many('sudo ')}\ncurl ${G}`,
  assignments: many => `${many('A=1 ')}curl ${G}`,
  'assignments of open quotes': many => `${many('A=\'"\n')}curl ${G}`,
  'assignments of open substitutions': many => `${many('A="$(\n')}curl ${G}`,
  'assignments of cmd': many => `${many('set A=%A%\n')}curl "${G}"`,
  'fences without a command': many => `${many('```sh\n')}curl ${G}`,
  'a folder of curl': many => `${many('/a')}/curl ${G}`,
  'dollar signs': many => `curl "${G}?q=${many('$')}"`,
  variables: many => `A=b\ncurl "${G}?q=${many('$A')}"`,
  'open braces of variables': many => `curl "${U}" -d "${many('${a')}"`,
  'open substitutions': many => `curl ${U} -d "${many('$(')}"`,
  'substitutions within each other': many => `curl ${U} -o "$(${many('"$(')}${many(')"')})"`,
  'placeholders with blanks': many => `curl ${G}/${many('<a b')}`,
  'marks of web pages': many => `curl ${U} -d '${many('&amp;<')}'`,
  'joined lines': many => `curl ${G} ${many('\\ -s ')}`,
  'blanks behind joined lines': many => `curl ${G} \\${many(' ')}x`,
  'words that are no addresses': many => `curl ${G} ${many('a ')}`,
  'samples of a key': many => `curl ${G} -H 'X-Api-Key: ${many('api')}'`,
  'a long key': many => `curl ${G}?q=${many('ab')} -H 'X-Api-Key: ${'ab'.repeat(140)}c'`,
  'numbers of lines': many => `1 | curl ${G} \\\n${many('2 | -s \\\n')}`,
  'quotations within each other': many => `${many('> ')}curl ${G}`,
  'headings of curl': many => `${many('curl\n')}curl ${G}`,
  'colours of a terminal': many => `${many('\x1b[0m')}curl ${G}${many('\x1b[0m')}`,
  'images of containers': many => `${many('--image=curlimages/curl ')}\ncurl ${G}`,
  'commands of echo in cmd': many => `${many('C:\\>echo a|')}curl ${U} -d @-`,
  'an open quote and marks of print': many => `curl ${G} "${many('”a')}`,
  'operators of redirection': many => `curl ${G} ${many('>a ')}`,
  'numbers before redirections': many => `curl ${G} ${many('12')}>a`,
  'placeholders that are none': many => `curl ${G} ${many('<a')}`,
  'here-documents': many => `curl ${U} ${many('<<A ')}\n${many('A\n')}`,
  'lines of a here-document': many => `curl ${U} -d @- <<A\n${many('$x\n')}A`,
  'here-documents of cat': many => `curl ${U} -d "${many('$(cat <<A\n')}"`,
  'what echo writes': many => `${many('echo ')} | curl ${U} -d @-`,
  'commands that echo': many => `${many('echo a\n')}echo '${body}' | curl ${U} -d @-`,
  'an address with pairs': many => `curl ${G}?${many('&a=1')}`,
  'braces of an address': many => `curl '${G}?q=${many('\\{')}'`,
  'an option of many letters': many => `curl -${many('sS')} ${G}`,
  'unknown options': many => `curl ${many('--new-one x ')}${G}`,
  'options that are abbreviated': many => `curl ${many('--silen ')}${G}`,
  'a long option': many => `curl --${many('a')} ${G}`,
  'options with values': many => `curl ${many('-o a ')}${G}`,
  'other requests': many => `curl ${G} ${many('--next x ')}`,
  'other addresses': many => `curl ${G} ${many(`${G} `)}`,
  'other commands': many => `curl ${G}\n${many(`curl ${U} ${D}\n`)}`,
  'lines of a configuration': many => `curl -K - <<A\nurl = ${G}\n${many('silent\n')}A`,
  'blanks of a configuration': many => `curl -K - <<A\nurl = ${G}\nx ${many(' ')}x\nA`,
};

describe('a curl line is read in steps by its length', () => {
  for (const [what, text] of Object.entries(around)) {
    it(`of many ${what}`, () => {
      assertLinear([16_000, 128_000], length => {
        const line = text(each => again(each, length / 2));
        return () => parseCurl(line);
      });
    });
  }
});
