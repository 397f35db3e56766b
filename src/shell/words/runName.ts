import { l10n } from 'vscode';
import { findOperation } from '../../core/catalog/catalog';
import type { Exchange, Purpose } from '../../core/exchange';
import { operationName } from './operationName';

type Named = Pick<Exchange, 'operationId' | 'purpose'>;

/** What a run is called wherever one is shown: by what it is for, else by its operation. */
export const runName = ({ operationId, purpose }: Named): string =>
  purpose === undefined ? operationName(operationId) : purposeNames()[purpose];

/** Named when it is asked for: the language of the editor is not known before. */
const purposeNames = (): Readonly<Record<Purpose, string>> => ({ keyCheck: l10n.t('Key check') });

/** What a run was, as it stands on the wire: "GET https://…", behind the name of what it is for. */
export const requestName = ({ method, url, ...run }: Named & Pick<Exchange, 'method' | 'url'>) =>
  run.purpose === undefined ? `${method} ${url}` : `${runName(run)}: ${method} ${url}`;

/** The beginning of a file's name, of our own making: nothing a server says becomes part of a path. */
export const fileStem = ({
  operationId,
  purpose,
  startedAt,
}: Named & Pick<Exchange, 'startedAt'>) =>
  `${purpose ?? findOperation(operationId)?.id ?? 'answer'}-${startedAt.replace(/\D/g, '').slice(0, 14)}`;
