import { l10n } from 'vscode';
import type { RefusalReason } from '../../core/exchange';
import { hostOf } from './hostOf';
import { ruleWords } from './ruleWords';
import { textOf, type CodeWords, type Facts } from './worded';

/** Sentences for runs that the extension stopped before their first attempt or before a later one. */
export const heldBackWords: Readonly<Record<RefusalReason, CodeWords>> = {
  noKey: facts => ({
    title: l10n.t('Add an API key'),
    detail: l10n.t(
      "Requests to {0} need a key, which is made under Developers → API Keys in Jobo's dashboard. It is kept in the editor's secret storage, nowhere else. {1}",
      textOf(facts, 'profile'),
      unsent(facts),
    ),
  }),
  illegalKey: facts => ({
    title: l10n.t('The stored key cannot be sent'),
    detail: l10n.t(
      'It holds a character that no header can carry. Enter the key again. {0}',
      unsent(facts),
    ),
  }),
  cannotBuild: facts => {
    const broken = ruleWords(facts);
    const why =
      broken?.detail ?? l10n.t('No request can be built from it yet; the form marks where.');
    return {
      title: broken?.title ?? l10n.t('The request is not complete'),
      detail: `${why} ${unsent(facts)}`,
    };
  },
  foreignHeader: facts => ({
    title: l10n.t('A header that this operation does not take'),
    detail: l10n.t(
      "Only the operation's own header parameters can be set; the key is added by the extension. Remove the other headers. {0}",
      unsent(facts),
    ),
  }),
  keyInRequest: facts => ({
    title: l10n.t('An API key stands in the request'),
    detail: l10n.t(
      'It belongs in secret storage, from where the extension sends it in its own header. Store it there, or take it out. {0} The key is not kept with this run.',
      unsent(facts),
    ),
  }),
  unverifiedTls: facts => ({
    title: l10n.t('The key was held back'),
    detail: l10n.t(
      'Certificates are not verified at the moment, so {0} could be anybody. Turn verification on again, then send. {1}',
      hostOf(textOf(facts, 'origin')),
      unsent(facts),
    ),
  }),
  sandboxFailed: facts => ({
    title: l10n.t('The sandbox did not start'),
    detail: l10n.t(
      '{0} The Jobo log says why; try again, or switch to another profile.',
      unsent(facts),
    ),
  }),
  unknownProfile: facts => ({
    title: l10n.t('This profile is gone'),
    detail: l10n.t(
      'The profile "{0}" has been removed. Switch to another one, then send again. {1}',
      textOf(facts, 'profile'),
      unsent(facts),
    ),
  }),
  notConfirmed: facts =>
    wasSent(facts)
      ? {
          title: l10n.t('Not sent again'),
          detail: l10n.t(
            'The key has become one that is charged. The question before the next attempt was not confirmed, so it was not sent again.',
          ),
        }
      : {
          title: l10n.t('Not sent'),
          detail: l10n.t('The question before sending was not confirmed, so nothing was sent.'),
        },
  notRecorded: facts => ({
    title: l10n.t('The run could not be recorded'),
    detail: l10n.t(
      'History could not be written, and what spends or creates is only sent once it stands there. {0} Free some space, or mend the rights of its folder, then send again; the Jobo log names the failure.',
      uncharged(facts),
    ),
  }),
  ourFault: facts => ({
    title: wasSent(facts)
      ? l10n.t('The extension failed before sending again')
      : l10n.t('The extension failed before sending'),
    detail: l10n.t(
      'A fault of the extension itself stopped this request. {0} Send it again; if it fails again, copy the report and look into the Jobo log, which names the fault.',
      uncharged(facts),
    ),
  }),
};

const wasSent = (facts: Facts): boolean => facts['sent'] === true;

/** Also for later attempts: key or trust settings may change while a run waits. */
const unsent = (facts: Facts): string =>
  wasSent(facts)
    ? l10n.t('The attempts before were sent; it was not sent again.')
    : l10n.t('Nothing was sent.');

const uncharged = (facts: Facts): string =>
  wasSent(facts) ? unsent(facts) : l10n.t('Nothing was sent or charged.');
