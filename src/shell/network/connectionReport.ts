import { l10n } from 'vscode';
import { sandboxProfile } from '../../core/profiles';
import type {
  ConnectionReport,
  HttpFacts,
  Stage,
  Stages,
  TlsFacts,
} from '../../core/transport/probe/connectionReport';
import { brokenStepWords } from '../words/brokenStepWords';
import { validityWords } from '../words/certificateWords';
import { clockWords } from '../words/clockWords';
import { answerOf, connectionWords, routeWords, stepName } from '../words/connectionWords';
import {
  addressWords,
  connectedWords,
  decisionWords,
  systemCertificatesWords,
  triedWords,
} from '../words/decisionWords';
import { failureName } from '../words/failureWords';
import { duration, moment } from '../words/figures';
import { statusLine } from '../words/statusWords';
import { verbatim } from '../words/verbatim';

/** A connection report as Markdown, for an editor, an issue or a support mail. It holds neither key nor proxy login. */
export function connectionReport(report: ConnectionReport, name: string): string {
  const profile = verbatim(name);
  const { origin, at, route, unverifiedBy, asked } = report;
  const clock = answerOf(report)?.clock;
  const rows = [
    row(l10n.t('Way'), modeWords(report) ?? routeWords(route), ''),
    ...decisionWords(report).map(text => row('', text, '')),
    ...stepRows(report, profile),
    ...(report.certificates ? [certificatesRow(report.certificates)] : []),
    ...(clock ? [row(l10n.t('Clock'), clockWords(clock), '')] : []),
  ];
  return `${[
    l10n.t('# Connection to {0}', verbatim(origin)),
    connectionWords(report, profile).join('\n\n'),
    l10n.t('{0} · {1} by the clock of this machine ({2})', profile, moment(at), at),
    ...(name === sandboxProfile.name
      ? [
          l10n.t(
            'The sandbox is part of this window, on this machine: no network takes part in it.',
          ),
        ]
      : []),
    ...(unverifiedBy === undefined
      ? []
      : [
          l10n.t(
            'Certificates are not verified, by {0}: no key is sent anywhere but to this machine itself. Set it back.',
            verbatim(unverifiedBy),
          ),
        ]),
    table([l10n.t('step'), l10n.t('result'), l10n.t('took')], rows),
    ...certificateTable(report.stages.tls),
    wasAsked(report.stages)
      ? l10n.t('{0} was asked once, without a key; that costs nothing.', verbatim(asked))
      : l10n.t('No request was sent, and nothing is charged.'),
  ].join('\n\n')}\n`;
}

const wasAsked = ({ request, editor }: Stages): boolean =>
  [request, editor].some(stage => stage !== undefined && stage.kind !== 'notTried');

function modeWords({ mode, route }: ConnectionReport): string | undefined {
  return mode === 'editor'
    ? l10n.t(
        "Through the editor's own network, by {0}: it chooses proxy and certificates itself and tells nothing of them. By our reading: {1}",
        verbatim('jobo.network.transport'),
        routeWords(route),
      )
    : undefined;
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (heads: readonly string[], rows: readonly string[]): string =>
  [row(...heads), row(...heads.map(() => '---')), ...rows].join('\n');

function stepRows(report: ConnectionReport, profile: string): readonly string[] {
  const { lookup, connect, tunnel, tls, request, editor } = report.stages;
  const tell = <Facts, Learnt>(
    step: keyof Stages,
    stage: Stage<Facts, Learnt> | undefined,
    done: (facts: Facts) => string,
    learnt: (facts: Learnt) => string = () => '',
  ): readonly string[] => {
    if (!stage) return [];
    const name = stepName(step);
    if (stage.kind === 'notTried') return [row(name, l10n.t('Not tried.'), '')];
    if (stage.kind === 'done') return [row(name, done(stage.facts), duration(stage.ms))];
    const { reason, code, ms, facts } = stage;
    const { what } = brokenStepWords({ step, reason, code }, report, profile);
    const told = `✗ ${what}${code === '' ? '' : ` (${verbatim(code)})`}`;
    const more = facts === undefined ? '' : learnt(facts);
    return [row(name, more === '' ? told : `${told} ${more}`, duration(ms))];
  };
  return [
    ...tell('lookup', lookup, ({ host, addresses }) =>
      addresses[0]?.address === host
        ? l10n.t('{0} is an address, no name', addressWords(addresses[0]))
        : l10n.t('{0} is {1}', verbatim(host), addresses.map(addressWords).join(', ')),
    ),
    ...tell('connect', connect, connectedWords, ({ tried }) => triedWords(tried)),
    ...tell('tunnel', tunnel, ({ status }) => l10n.t('CONNECT was answered with {0}', status)),
    ...tell('tls', tls, tlsWords),
    ...tell('request', request, httpWords),
    ...tell('editor', editor, httpWords),
  ];
}

const tlsWords = ({ version, ignored }: TlsFacts): string =>
  ignored
    ? l10n.t(
        '{0}; the certificate would not be accepted: {1} ({2})',
        verbatim(version),
        failureName(ignored.reason),
        verbatim(ignored.code),
      )
    : l10n.t('{0}; the certificate is trusted', verbatim(version));

function httpWords({ status, firstByteMs }: HttpFacts): string {
  return firstByteMs === undefined
    ? statusLine(status)
    : l10n.t('{0}, first byte after {1}', statusLine(status), duration(firstByteMs));
}

function certificatesRow(stage: NonNullable<ConnectionReport['certificates']>): string {
  const took = stage.kind === 'notTried' ? '' : duration(stage.ms);
  return row(l10n.t('System certificates'), systemCertificatesWords(stage), took);
}

function certificateTable(tls: Stages['tls']): readonly string[] {
  const certificate = tls && tls.kind !== 'notTried' ? tls.facts?.certificate : undefined;
  if (!certificate) return [];
  const { subject, issuer, names } = certificate;
  const shown = names.slice(0, 10).map(name => verbatim(name));
  return [
    table(
      [l10n.t('certificate'), ''],
      [
        row(l10n.t('subject'), verbatim(subject)),
        row(l10n.t('issuer'), verbatim(issuer)),
        row(l10n.t('made out to'), shown.join(', ') + (names.length > 10 ? ' …' : '')),
        row(l10n.t('valid'), validityWords(certificate)),
        row(l10n.t('chain'), chainWords(tls)),
      ],
    ),
  ];
}

function chainWords(tls: Stages['tls']): string {
  if (tls?.kind === 'failed')
    return l10n.t('not accepted: {0} ({1})', failureName(tls.reason), verbatim(tls.code));
  const ignored = tls?.kind === 'done' ? tls.facts.ignored : undefined;
  return ignored
    ? l10n.t('not verified: {0} ({1})', failureName(ignored.reason), verbatim(ignored.code))
    : l10n.t('trusted');
}
