import { l10n, ProgressLocation, window, workspace } from 'vscode';
import type { Profile } from '../../core/profiles';
import { Refusal } from '../common/command';
import { connectionReport } from './connectionReport';
import type { Log } from '../common/log';
import type { Tell } from '../common/tell';
import type { Network } from './network';

export interface DiagnoseConnectionParts {
  readonly network: Network;
  /** Started for the diagnosis: before that it has no address. */
  readonly sandbox: { start(): Promise<{ readonly url: string }> };
  readonly log: Log;
  readonly tell: Tell;
}

/** Diagnoses the connection to a profile's server step by step, for free, and opens the report in an editor. */
export async function diagnoseConnection(
  { network, sandbox, log, tell }: DiagnoseConnectionParts,
  profile: Profile,
): Promise<void> {
  const origin = new URL(profile.kind === 'sandbox' ? await start() : profile.origin);
  const report = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Diagnosing the connection of {0}…', profile.name),
      cancellable: true,
    },
    (_progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return network.diagnose(origin, controller.signal);
    },
  );
  const content = tell.mask(connectionReport(report, profile.name));
  const document = await workspace.openTextDocument({ language: 'markdown', content });
  await window.showTextDocument(document, { preview: true });

  async function start(): Promise<string> {
    try {
      return (await sandbox.start()).url;
    } catch (failure) {
      log.error(failure instanceof Error ? failure : String(failure));
      throw new Refusal(
        l10n.t('The sandbox could not be started; the log says why. Switch to another profile.'),
      );
    }
  }
}
