import { l10n, type Disposable } from 'vscode';
import { commands } from '../../names';
import { diagnoseConnection } from '../network/diagnoseConnection';
import type { Parts } from '../parts';
import { Refusal, register } from '../common/command';

/** Diagnoses the connection of the active profile, or of the profile whose name is passed. */
export function registerConnection(parts: Parts): Disposable[] {
  const { profiles } = parts;
  return [
    register(parts, commands.diagnoseConnection, name => {
      const found = typeof name === 'string' ? profiles.find(name) : undefined;
      const profile = name === undefined ? profiles.active : found;
      if (profile) return diagnoseConnection(parts, profile);
      throw new Refusal(
        l10n.t('There is no such profile any more. Switch to another one, then diagnose that.'),
      );
    }),
  ];
}
