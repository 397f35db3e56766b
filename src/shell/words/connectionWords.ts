import { l10n } from 'vscode';
import type {
  ConnectionReport,
  HttpFacts,
  RouteFacts,
} from '../../core/transport/probe/connectionReport';
import type { Broken, StepName } from './brokenStep';
import { brokenStepWords } from './brokenStepWords';
import { clockIsWrong, clockWords } from './clockWords';
import { statusLine } from './statusWords';
import { verbatim } from './verbatim';

export function stepName(step: StepName): string {
  switch (step) {
    case 'lookup':
      return l10n.t('DNS');
    case 'connect':
      return l10n.t('TCP');
    case 'tunnel':
      return l10n.t('Proxy');
    case 'tls':
      return l10n.t('TLS');
    case 'request':
      return l10n.t('HTTP');
    case 'editor':
      return l10n.t("Editor's network");
  }
}

/** Tells whether the connection works; if not, which steps failed and what to do. */
export function connectionWords(report: ConnectionReport, profile: string): readonly string[] {
  const { editor } = report.stages;
  const broken = brokenSteps(report);
  const [own] = broken;
  const facts = answerOf(report);
  const clock = facts?.clock && clockIsWrong(facts.clock) ? [clockWords(facts.clock)] : [];
  if (facts && !own) return [...answerWords(facts, profile), ...clock];
  if (facts && own && editor?.kind === 'done') {
    return [
      l10n.t(
        "Our own way ends at {0}, but the editor's network reaches the server.",
        stepName(own.step),
      ),
      l10n.t(
        'Requests change over by themselves; to go that way at once, set jobo.network.transport to "editor".',
      ),
      ...answerWords(facts, profile),
      ...clock,
    ];
  }
  return broken.flatMap(each => {
    const { what, next } = brokenStepWords(each, report, profile);
    return [`${l10n.t('{0}: {1}', stepName(each.step), what)} ${next}`];
  });
}

/** The failed steps. A failed lookup does not count in mode `editor`, where the editor finds the way itself. */
function brokenSteps({ mode, stages }: ConnectionReport): readonly Broken[] {
  return (Object.keys(stages) as StepName[]).flatMap(step => {
    const stage = stages[step];
    if (stage?.kind !== 'failed' || (mode === 'editor' && step === 'lookup')) return [];
    return [{ step, reason: stage.reason, code: stage.code }];
  });
}

/** The server's answer: to our own request, else to the editor's. Undefined where neither got one. */
export function answerOf({ stages: { request, editor } }: ConnectionReport): HttpFacts | undefined {
  if (request?.kind === 'done') return request.facts;
  return editor?.kind === 'done' ? editor.facts : undefined;
}

/** What the answer shows. A 401 is the expected one: the request had no key, and only the API answers it so. */
function answerWords({ status, type }: HttpFacts, profile: string): readonly string[] {
  const answer = statusLine(status);
  if (status === 401) {
    return [
      l10n.t('The connection works: {0}, as it has to be for a request without a key.', answer),
      l10n.t('Whether the key is good tells "Jobo: Check API Key", which is free, too.'),
    ];
  }
  if (status >= 500 || status === 429) {
    return [
      l10n.t('The connection works, but the answer is {0}.', answer),
      l10n.t('Try again later; status.jobo.world may know more.'),
    ];
  }
  const page = /html/i.test(type)
    ? l10n.t('It is a web page; a network that asks for a login answers like this.')
    : l10n.t('Something other than the API may stand at this address.');
  return [
    l10n.t(
      'The connection works, but the answer is {0}, where the API says 401 without a key.',
      answer,
    ),
    l10n.t('{0} Open it in a browser, and check the base URL of {1}.', page, profile),
  ];
}

/** The route: direct or through a proxy, and which setting or variable decides it. */
export function routeWords(route: RouteFacts): string {
  if (route.kind === 'proxy') {
    const through = l10n.t(
      'Through the proxy {0}, by {1}',
      verbatim(route.address),
      verbatim(route.source),
    );
    return route.loginBy === undefined
      ? l10n.t('{0}, without a login; it looks up the server itself', through)
      : l10n.t(
          '{0}, with the login of {1}; it looks up the server itself',
          through,
          verbatim(route.loginBy),
        );
  }
  if (route.kind === 'unusable') {
    return l10n.t('None: the proxy that {0} asks for cannot be used', verbatim(route.source));
  }
  switch (route.because) {
    case 'loopback':
      return l10n.t('Straight: this machine itself is never asked through a proxy');
    case 'none':
      return l10n.t('Straight: neither http.proxy nor a proxy variable is set');
    case 'off':
      return l10n.t('Straight: {0} is "off"', verbatim(route.source));
    case 'excluded':
      return l10n.t(
        'Straight: {0} excludes this host from the proxy, by its entry {1}',
        verbatim(route.source),
        verbatim(route.entry),
      );
  }
}
