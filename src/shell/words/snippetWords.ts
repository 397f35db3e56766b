import { l10n } from 'vscode';
import type { SnippetFormat } from '../../core/snippets/snippetRequest';
import type { SnippetProblem } from '../../core/snippets/snippetRequest';

export function formatWords(format: SnippetFormat): string {
  switch (format) {
    case 'curlPosix':
      return l10n.t('curl');
    case 'curlPowerShell':
      return l10n.t('curl for PowerShell');
    case 'fetchNode':
      return l10n.t('fetch for Node.js');
    case 'httpFile':
      return l10n.t('.http for REST Client and httpYac');
  }
}

/** Why a format cannot express a request, and what to do about it. */
export function snippetProblemWords(problem: SnippetProblem): string {
  switch (problem.code) {
    case 'header':
      return l10n.t(
        'This format cannot write the value of the header {0}. Change it, or choose another format.',
        problem.name.slice(0, 80),
      );
    case 'fileName':
      return l10n.t(
        'This format cannot write the file name {0}. Rename the file, or choose another format.',
        problem.name,
      );
    case 'body':
      return l10n.t('The body is not JSON. Mend it, or choose another format.');
  }
}
