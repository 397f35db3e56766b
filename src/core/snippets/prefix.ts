/** Comments of shells, cmd, programs, pages and databases; root's prompt looks like a shell's comment. */
const comment = /^[\s\u200b\ufeff>]*(?:#|\/\/|::|rem\b|<!--|--[ \t])/i;

export const isComment = (prefix: string): boolean => comment.test(prefix);

const wrapper =
  /(?:^|[^\w.-])(?:sudo|doas|time|env|exec|command|builtin|nohup|watch|nice|ionice|stdbuf|timeout|chronic|winpty|noglob|proxychains4?|torsocks|xargs|call|start|do|then|else|if|while|until|run|script|docker|podman|kubectl|ssh|wsl|cmd|op|doppler)(?:\.exe)?(?:[ \t]+[^\s'"|;&]+){0,12}[ \t]+$/i;
const assignment = /(?:^|[\s;&|(])[A-Za-z_]\w*=[^\s'"]*[ \t]+$/;
/** Prompts that end in a folder's name. */
const themed = /(?:^|[\s)])[➜→λ❯▶][ \t]+\S+[ \t]+$/u;
/** A number in a list or history, perhaps with a time. */
const numbered =
  /^[\s>]*\d{1,6}\*?[.):]?[ \t]+(?:\[?[\d/.-]{6,10}[ T]\d\d:\d\d(?::\d\d)?\]?[ \t]+)?$/;
/** Terminal escapes, such as colours, and invisible characters. */
// eslint-disable-next-line no-control-regex -- terminals begin their commands with it
const unseen = /\x1b\[[\d;?]{0,20}[A-Za-z~]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** Whether a command may begin after this text: after a word it is prose, unless the word runs commands. */
export function mayBegin(prefix: string): boolean {
  const before = prefix.replace(unseen, '');
  if (/^\s*\+?\s*$/.test(before)) return true;
  if (/\balias[ \t]+[\w.-]+=['"]$/.test(before)) return false;
  if (/[ \t\u00a0]$/.test(before) && /[^\w\s,][\s\u00a0]+$/.test(before)) return true;
  if (/[$#%>❯➜»⟩(`;|&@"'{=!:]$/u.test(before)) return true;
  return [wrapper, assignment, themed, numbered].some(form => form.test(before));
}

/**
 * Whether `curl` is mentioned only: "curl is a tool", "curl 8.5.0 (x86_64)", "apt install curl && …", "try 'curl
 * --help'".
 */
export function isProse(text: string, from: number): boolean {
  const after = text.slice(from, from + 100);
  // Alone on its line it is a heading, unless the next line can only belong to it.
  const next = /^[ \t\r\u200b\ufeff]*\n([^\n]*)/.exec(after)?.[1];
  if (next !== undefined && !/^[ \t]*(?:--?[A-Za-z]|["']?https?:)/.test(next)) return true;
  if (/^[\s\u200b\ufeff]*[\\^`]/.test(after)) return false;
  const [, word = ''] = /^[\s\u200b\ufeff]*(\S*)/.exec(after) ?? [];
  if (/^localhost\b/i.test(word)) return false;
  if (/^(?:--(?:help|manual|version)|-[hMV])\b/.test(word)) return true;
  return (
    word === '' ||
    /^(?:[;|&)].*|[-–—=]+>?|[→·•]|\d+(?:\.\d+)+|[\p{L}\d’(][\p{L}\d'’()]*[:,.!?;)]?)$/u.test(word)
  );
}

const ofPowerShell = [
  /(?:^|[\s)])PS\b[^>]*>/,
  /&[ \t]*$/,
  /^\s*\$[\w:]+[ \t]*=[ \t]*$/,
  /^\s*(?:@?['"]|\)).*\|[ \t]*$/,
];

/** The shell, by the prompt or the text before the command; undefined: not known. */
export function shellOf(prefix: string, program: string): 'cmd' | 'powerShell' | undefined {
  if (program.startsWith('&') || ofPowerShell.some(form => form.test(prefix))) return 'powerShell';
  return /(?:^|[\s)])(?:[A-Za-z]:[\\/][^>]*|[A-Za-z]:)>/.test(prefix) ? 'cmd' : undefined;
}

/** The quote, backticks or parenthesis that closes the command, since it opened before it. */
export function closerOf(prefix: string): string | undefined {
  // The nearest one counts: a backtick may stand behind a parenthesis.
  const [, ticks, parenthesis, quote] = /(?:(`{1,3})|(\()[^()'"`]*|(["']))$/.exec(prefix) ?? [];
  return ticks ?? (parenthesis === undefined ? quote : ')');
}

/** What stands before each following line, such as a prompt or a comment's mark. */
export function gutterOf(prefix: string): RegExp | undefined {
  if (/^\s*(?:>[ \t]*){2,9}/.test(prefix)) return /[ \t]*(?:> ?){1,9}/y;
  if (/^\s*\d{1,6}[ \t]*[|:│][ \t]*/.test(prefix)) return /[ \t]*\d{1,6}[ \t]*[|:│] ?/y;
  if (prefix.startsWith('+')) return /\+[ \t]?/y;
  const [, mark] = /^\s*(#|\/\/|\*)[ \t]/.exec(prefix) ?? [];
  if (mark === '//') return /[ \t]*\/\/ ?/y;
  if (mark === '*') return /[ \t]*\* ?/y;
  if (mark === '#') return /[ \t]*(?:#|>) ?/y;
  return /[$#%>❯➜»]/u.test(prefix) ? /(?:>{1,2}|More\?|[a-z]+> ?>?) ?/y : undefined;
}
