import { l10n } from 'vscode';
import type { Fix } from '../../core/diagnosis/fix';

/** The label of a fix: a verb, the same everywhere. */
export function fixWords(fix: Fix): string {
  switch (fix.kind) {
    case 'setApiKey':
      return l10n.t('Set API Key');
    case 'checkApiKey':
      return l10n.t('Check Key (free)');
    case 'switchProfile':
      return l10n.t('Switch Profile');
    case 'sendAgain':
      return fix.mayRepeatCharge
        ? l10n.t('Send Again · may be charged again')
        : l10n.t('Send Again');
    case 'editRequest':
      return l10n.t('Edit Request');
    case 'openPage':
      return pageWords(fix.page);
    case 'openSetting':
      return l10n.t('Open Setting {0}', fix.setting);
  }
}

function pageWords(page: Extract<Fix, { kind: 'openPage' }>['page']): string {
  switch (page) {
    case 'apiKeys':
      return l10n.t('Open API Keys');
    case 'credits':
      return l10n.t('Top Up');
    case 'status':
      return l10n.t('Open Status Page');
    case 'pricing':
      return l10n.t('See Plans');
    case 'rateLimits':
      return l10n.t('Read About Limits');
    case 'statusCodes':
      return l10n.t('Read About Status Codes');
    case 'dashboard':
      return l10n.t('Open Dashboard');
    case 'autoApply':
      return l10n.t('Open Auto Apply');
    case 'docs':
      return l10n.t('Open Documentation');
  }
}
