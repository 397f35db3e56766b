import { l10n } from 'vscode';
import type { FindingPlace } from '../../core/request/finding';

/** The name of a whole part of a request, such as "The path". */
export function partName(place: FindingPlace['in']): string {
  switch (place) {
    case 'path':
      return l10n.t('The path');
    case 'query':
      return l10n.t('The query');
    case 'header':
      return l10n.t('The list of headers');
    case 'body':
    case 'file':
      return l10n.t('The body');
  }
}
