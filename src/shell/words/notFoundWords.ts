import { l10n } from 'vscode';
import { ownOf } from '../../core/common/shape';
import { findOperation } from '../../core/catalog/catalog';
import type { NamedThing } from '../../core/diagnosis/ids';
import { textOf, type Facts, type Worded } from './worded';

/** Sentences for a 404. It does not tell a deleted thing from one of another account, so the sentences name both. */
export function notFoundWords(facts: Facts): Worded {
  const profile = textOf(facts, 'profile');
  const given = textOf(facts, 'id');
  if (facts['hasId'] !== true && given === '') {
    return {
      title: l10n.t('Not found'),
      detail: l10n.t(
        'There is nothing at this address. Check the base URL of {0}, or switch the profile.',
        profile,
      ),
    };
  }
  const tell = ownOf(things, textOf(facts, 'thing')) ?? unnamedWords;
  return tell({ facts, id: shortId(given), profile });
}

interface Lost {
  readonly facts: Facts;
  /** The id, with its middle cut where it is long. */
  readonly id: string;
  readonly profile: string;
}

const things: Readonly<Record<NamedThing, (lost: Lost) => Worded>> = {
  job: ({ id, profile }) => ({
    title: l10n.t('No such job'),
    detail: l10n.t(
      '{0} is not known to the account of {1}. It may have closed: "{2}" tells, and a search finds open ones. Or it is of another environment: ids of live and test data differ.',
      id,
      profile,
      findOperation('getExpiredJobIds')?.summary ?? 'getExpiredJobIds',
    ),
  }),
  company: ({ id, profile }) => ({
    title: l10n.t('No such company'),
    detail: l10n.t(
      '{0} is not known to the account of {1}. It may be a mistyped id, or one of another environment. A search answers jobs with the ids of their companies.',
      id,
      profile,
    ),
  }),
  application: ({ id, profile }) => ({
    title: l10n.t('No such application'),
    detail: l10n.t(
      '{0} is not known to the account of {1}. It may be of another account, or of another environment: the sandbox and live applications do not know each other. "{2}" has those of this account.',
      id,
      profile,
      findOperation('listApplications')?.summary ?? 'listApplications',
    ),
  }),
  session: lost => ({
    title: l10n.t('No such session'),
    detail: owned(lost, l10n.t('It may have ended')),
  }),
  profile: lost => ({
    title: l10n.t('No such Auto Apply profile'),
    detail: owned(lost, l10n.t('It may have been deleted')),
  }),
};

function unnamedWords({ id, profile }: Lost): Worded {
  return {
    title: l10n.t('Not found'),
    detail: l10n.t(
      '{0} is not known to the API of {1}. It may be mistyped, or known in another environment only. Check it, or switch the profile.',
      id,
      profile,
    ),
  };
}

/** Where the operation ends or deletes a thing that is gone already, nothing is left to do. */
function owned({ facts, id, profile }: Lost, gone: string): string {
  return facts['ends'] === true
    ? l10n.t(
        '{0} is not known to the account of {1}. {2}, then there is nothing left to do. Or it is of another account or another environment: switch the profile.',
        id,
        profile,
        gone,
      )
    : l10n.t(
        '{0} is not known to the account of {1}. {2}, or it is of another account or another environment. Check the id, or switch the profile.',
        id,
        profile,
        gone,
      );
}

/** The id for a sentence, cut to 4 + 4 characters where it is long; the facts show it whole. */
const shortId = (id: string): string =>
  id === '' ? l10n.t('This id') : id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;
