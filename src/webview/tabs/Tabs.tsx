import { useRef } from 'preact/hooks';
import type { ExchangeView, Tab } from '../../protocol';
import type { Host } from '../host/host';
import type { PanelActions } from '../actions/panelActions';
import { t } from '../words';
import { AttemptsTab } from './AttemptsTab';
import { BodyTab } from './BodyTab';
import { HeadersTab } from './HeadersTab';

interface TabsProps {
  readonly host: Host;
  readonly exchange: ExchangeView;
  readonly tab: Tab;
  readonly actions: PanelActions;
}

const order: readonly Tab[] = ['body', 'headers', 'attempts'];

export function Tabs({ host, exchange, tab, actions }: TabsProps) {
  return (
    <>
      <TabList exchange={exchange} tab={tab} onChoose={actions.chooseTab} />
      <div
        class={`tabPanel ${tab}`}
        id="tab-panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        tabIndex={tab === 'body' ? -1 : 0}
      >
        {tab === 'body' && <BodyTab host={host} exchange={exchange} onFailure={actions.fail} />}
        {tab === 'headers' && <HeadersTab exchange={exchange} />}
        {tab === 'attempts' && <AttemptsTab exchange={exchange} />}
      </div>
    </>
  );
}

interface TabListProps {
  readonly exchange: ExchangeView;
  readonly tab: Tab;
  readonly onChoose: (tab: Tab) => void;
}

/** One stop for Tab; arrows, Home and End choose, as the ARIA tabs pattern has it. */
function TabList({ exchange, tab, onChoose }: TabListProps) {
  const list = useRef<HTMLDivElement>(null);
  const labels: Readonly<Record<Tab, string>> = {
    body: t('Body'),
    headers: t('Headers ({0})', exchange.headers.length),
    attempts: t('Attempts ({0})', countOf(exchange)),
  };
  const onKey = (event: KeyboardEvent) => {
    const to = target(event.key, order.indexOf(tab));
    const next = to === undefined ? undefined : order[to];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('Response')} ref={list} onKeyDown={onKey}>
      {order.map(name => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === tab}
          aria-controls="tab-panel"
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {labels[name]}
        </button>
      ))}
    </div>
  );
}

/** Counts the attempt whose answer has not come yet, as the picture does. */
const countOf = ({ attempts, phase }: ExchangeView): number =>
  attempts.length + (phase.kind === 'running' ? 1 : 0);

function target(key: string, from: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (from + 1) % order.length;
    case 'ArrowLeft':
      return (from + order.length - 1) % order.length;
    case 'Home':
      return 0;
    case 'End':
      return order.length - 1;
    default:
      return undefined;
  }
}
