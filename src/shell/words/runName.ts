import { l10n } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Exchange, Purpose } from '../../core/exchange';
import { operationName } from './operationName';

type Named = Pick<Exchange, 'operationId' | 'purpose'>;

/** The name of a run, the same everywhere: its purpose, else its operation. */
export const runName = ({ operationId, purpose }: Named): string =>
  purpose === undefined ? operationName(operationId) : purposeNames()[purpose];

/** A function, as the editor's language is not known when this file is loaded. */
const purposeNames = (): Readonly<Record<Purpose, string>> => ({ keyCheck: l10n.t('Key check') });

/** The request of a run: "GET https://…", with the purpose in front where it has one. */
export const requestName = ({ method, url, ...run }: Named & Pick<Exchange, 'method' | 'url'>) =>
  run.purpose === undefined ? `${method} ${url}` : `${runName(run)}: ${method} ${url}`;

/** The start of a file name for a run. Texts of the server must not become part of it. */
export const fileStem = ({
  operationId,
  purpose,
  startedAt,
}: Named & Pick<Exchange, 'startedAt'>) =>
  `${purpose ?? findOperation(operationId)?.id ?? 'answer'}-${startedAt.replace(/\D/g, '').slice(0, 14)}`;
