import { l10n } from 'vscode';
import type { FindingPlace } from '../../core/request/finding';

/** A part of a request, where all of it is meant and not one value in it. */
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
