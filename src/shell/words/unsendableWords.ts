import { l10n } from 'vscode';
import type { Unsendable } from '../../core/request/finding';

/** Why a value that another program passed cannot be sent, and what to pass instead. */
export function unsendableWords(why: Unsendable): string {
  switch (why) {
    case 'bigint':
      return l10n.t('It is a BigInt, which JSON has no form for. Pass a number or a text.');
    case 'function':
      return l10n.t('It is a function. Pass what it returns.');
    case 'symbol':
      return l10n.t('It is a symbol, which JSON has no form for. Pass a text.');
    case 'notFinite':
      return l10n.t(
        'It is no finite number, and JSON would say null instead. Pass a number, or leave it out.',
      );
    case 'undefined':
      return l10n.t(
        'An entry of a list holds nothing, and JSON would say null instead. Take it out of the list.',
      );
    case 'cycle':
      return l10n.t('It holds itself, so its JSON would have no end. Pass a copy without that.');
    case 'otherObject':
      return l10n.t(
        'It is an object whose content JSON would drop, such as a Map, a Set, a Promise or bytes. Pass a plain object, a list or a text.',
      );
    case 'threw':
      return l10n.t('Reading it failed with an error of its own. Pass plain data.');
    case 'tooLarge':
      return l10n.t('It has no end, or is too large to be sent. Pass a smaller one.');
    case 'noText':
      return l10n.t('It is an object or a list. Pass a text, a number, or true or false.');
    case 'noMembers':
      return l10n.t('Values are to be given by their names. Pass an object, or leave it out.');
    case 'noFile':
      return l10n.t('It is no file. Pass an object of three texts: name, type and base64.');
  }
}
