import type { ExchangeView, Tab } from '../protocol';
import { Card } from './Card';
import { Countdown } from './Countdown';
import type { Host } from './host/host';
import { StatusLine } from './StatusLine';
import { Tabs } from './tabs/Tabs';
import type { PanelActions } from './actions/panelActions';
import { t } from './words';

interface ResponseProps {
  readonly host: Host;
  readonly exchange: ExchangeView;
  readonly tab: Tab;
  readonly actions: PanelActions;
}

/** What happened, what can be done about it, and the answer itself. */
export function Response({ host, exchange, tab, actions }: ResponseProps) {
  const { phase, card } = exchange;
  return (
    <section class="response" aria-label={t('Response')}>
      <StatusLine exchange={exchange} actions={actions} />
      {phase.kind === 'waiting' && <Countdown phase={phase} actions={actions} />}
      {phase.kind === 'settled' && card !== undefined && (
        <Card key={exchange.id} card={card} actions={actions} />
      )}
      <Tabs key={exchange.id} host={host} exchange={exchange} tab={tab} actions={actions} />
    </section>
  );
}
