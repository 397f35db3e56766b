import { l10n } from 'vscode';
import type { BodyBadge } from '../../core/body/bodyModel';

/** What is odd about a body, in a few words. */
export function badgeWords(badge: BodyBadge): string {
  switch (badge.code) {
    case 'notJson':
      return l10n.t('Not JSON at line {0}, column {1}', badge.line, badge.column);
    case 'notUtf8':
      return l10n.t('{0} bytes are not UTF-8', badge.bytes);
    case 'tooDeep':
      return l10n.t('Nested too deeply to show whole');
    case 'html':
      return l10n.t('A web page, shown as text');
    case 'sniffed':
      return l10n.t('JSON, though labelled otherwise');
  }
}
