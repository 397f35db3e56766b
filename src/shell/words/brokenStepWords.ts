import { l10n } from 'vscode';
import type { ConnectionReport } from '../../core/transport/probe/connectionReport';
import type { FailureReason } from '../../core/transport/transport';
import type { Broken, StepName, BrokenStepWords } from './brokenStep';
import { untrustedWords } from './certificateWords';
import { failureName } from './failureWords';
import { capital } from './lossWords';
import { tunnelWords } from './tunnelWords';
import { verbatim } from './verbatim';

/** Sentences for a failed step. */
export function brokenStepWords(
  broken: Broken,
  report: ConnectionReport,
  profile: string,
): BrokenStepWords {
  const { step, reason } = broken;
  if (reason === 'cancelled') {
    return {
      what: l10n.t('It was cancelled here.'),
      next: l10n.t('Run "Jobo: Diagnose Connection" again to see the rest.'),
    };
  }
  switch (step) {
    case 'lookup':
      return lookupWords(broken, report, profile);
    case 'connect':
      return connectWords(broken, report, profile);
    case 'tunnel':
      return tunnelWords(broken, report);
    case 'tls':
      return tlsWords(broken, report, profile);
    case 'request':
    case 'editor':
      return answerWords(broken, profile);
  }
}

const named = (reason: FailureReason): string => l10n.t('{0}.', capital(failureName(reason)));

/** The host that the first steps connect to: the proxy, or without one the server. */
function addressee({ route, origin }: ConnectionReport, profile: string) {
  return route.kind === 'proxy'
    ? {
        name: l10n.t('the proxy {0}', verbatim(route.address)),
        next: l10n.t('Check the address in {0}, the network and the VPN.', route.source),
      }
    : {
        name: verbatim(new URL(origin).host),
        next: l10n.t('Check the base URL of {0}, the network and the VPN.', profile),
      };
}

function lookupWords(
  { reason, code }: Broken,
  report: ConnectionReport,
  profile: string,
): BrokenStepWords {
  const { name, next } = addressee(report, profile);
  if (reason === 'connectTimeout')
    return { what: l10n.t('No name server answered for {0} in time.', name), next };
  if (code === 'EAI_AGAIN') {
    return {
      what: l10n.t('No name server could be asked for {0}; this machine may be offline.', name),
      next: l10n.t('Check the network and the VPN.'),
    };
  }
  return reason === 'dns'
    ? { what: l10n.t('There is no address for {0}.', name), next }
    : { what: named(reason), next };
}

function connectWords(
  { reason }: Broken,
  report: ConnectionReport,
  profile: string,
): BrokenStepWords {
  const { name, next } = addressee(report, profile);
  if (reason === 'connectRefused') {
    return report.loopback
      ? {
          what: l10n.t('Nothing listens on this machine at {0}.', name),
          next: l10n.t('Start the server, or check the base URL of {0}.', profile),
        }
      : { what: l10n.t('The connection to {0} was refused.', name), next };
  }
  if (reason === 'connectTimeout') {
    return {
      what: l10n.t('Nothing answered at {0} in time; a firewall may be in the way.', name),
      next,
    };
  }
  return reason === 'networkUnreachable'
    ? { what: l10n.t('No network leads to {0}; this machine may be offline.', name), next }
    : { what: named(reason), next };
}

function tlsWords({ reason }: Broken, report: ConnectionReport, profile: string): BrokenStepWords {
  const { tls } = report.stages;
  const certificate = tls?.kind === 'failed' ? tls.facts?.certificate : undefined;
  if (reason.startsWith('certificate')) {
    const host = new URL(report.origin).hostname;
    return untrustedWords(reason, certificate, { host, profile });
  }
  if (reason === 'connectTimeout') {
    return {
      what: l10n.t('The handshake was not finished in time.'),
      next: l10n.t('Try again later; a firewall or a proxy may be in the way.'),
    };
  }
  return reason === 'protocol'
    ? {
        what: l10n.t('What answers at this port does not speak TLS.'),
        next: l10n.t('Check the base URL of {0}, above all its port.', profile),
      }
    : {
        what: named(reason),
        next: l10n.t('Try another network; a firewall or a proxy may cut such connections.'),
      };
}

function longHeadersWords(step: StepName): BrokenStepWords {
  return step === 'editor'
    ? {
        what: l10n.t(
          "The headers of the answer are longer than the 16 KB that the editor's network reads.",
        ),
        next: l10n.t('Set jobo.network.transport to "undici", which reads 256 KB.'),
      }
    : {
        what: l10n.t('The headers of the answer are longer than the 256 KB that are read.'),
        next: l10n.t('Ask whoever runs the server, or a proxy before it, what adds them.'),
      };
}

function answerWords({ step, reason }: Broken, profile: string): BrokenStepWords {
  if (reason === 'headersTooLarge') return longHeadersWords(step);
  if (reason === 'switchedProtocol') {
    return {
      what: l10n.t('The server switches to another protocol (101), which nobody asked for.'),
      next: l10n.t('Check the base URL of {0}, above all its port.', profile),
    };
  }
  if (reason === 'protocol') {
    return {
      what: l10n.t('What answered is not HTTP as it should be.'),
      next: l10n.t('Check the base URL of {0}, above all its port.', profile),
    };
  }
  return reason === 'headersTimeout' || reason === 'totalTimeout'
    ? {
        what: l10n.t('The connection stands, but no answer came in time.'),
        next: l10n.t('Try again later; status.jobo.world may know more.'),
      }
    : {
        what: named(reason),
        next: l10n.t('Check the network and the base URL of {0}, then try again.', profile),
      };
}
