import { useState } from 'preact/hooks';
import type { ExchangeView } from '../../protocol';
import type { Host } from '../host/host';
import type { Rows } from '../jsonTree/useRows';
import { t } from '../words';

interface BodyToolbarProps {
  readonly host: Host;
  readonly exchange: ExchangeView;
  readonly rows: Rows;
  readonly onFailure: (reason: unknown) => void;
}

export function BodyToolbar({ host, exchange, rows, onFailure }: BodyToolbarProps) {
  const exchangeId = exchange.id;
  const run = (call: Promise<unknown>) => {
    call.catch(onFailure);
  };
  return (
    <div class="toolbar" role="toolbar" aria-label={t('Body')}>
      <SearchBox rows={rows} />
      <span class="grow" />
      {exchange.body.kind === 'json' && (
        <>
          <Icon name="collapse-all" label={t('Fold all')} onClick={() => rows.foldAll(false)} />
          <Icon name="expand-all" label={t('Unfold all')} onClick={() => rows.foldAll(true)} />
        </>
      )}
      <Icon
        name="copy"
        label={t('Copy the body')}
        onClick={() => run(host.call('body/copy', { exchangeId, row: null }))}
      />
      <Icon
        name="save"
        label={t('Save the body')}
        onClick={() => run(host.call('body/save', { exchangeId }))}
      />
      <Icon
        name="go-to-file"
        label={t('Open the body in an editor')}
        onClick={() => run(host.call('body/open', { exchangeId }))}
      />
    </div>
  );
}

function SearchBox({ rows }: { rows: Rows }) {
  const [query, setQuery] = useState('');
  const { found } = rows;
  const isCurrent = found !== undefined && found.query === query;
  return (
    <span class="search" role="search">
      <input
        type="search"
        value={query}
        placeholder={t('Search')}
        aria-label={t('Search in the body')}
        spellcheck={false}
        onInput={event => {
          setQuery(event.currentTarget.value);
          if (event.currentTarget.value === '') rows.search('', false);
        }}
        onKeyDown={event => {
          if (event.key === 'Escape' && query !== '') {
            // The first Esc clears the box; only with an empty box it stops a run.
            event.preventDefault();
            setQuery('');
            rows.search('', false);
          }
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          rows.search(query, event.shiftKey);
        }}
      />
      <Icon name="arrow-up" label={t('Previous match')} onClick={() => rows.search(query, true)} />
      <Icon name="arrow-down" label={t('Next match')} onClick={() => rows.search(query, false)} />
      <span class="hits" role="status">
        {isCurrent && (found.hits === 0 ? t('No match') : t('{0} of {1}', found.nth, found.hits))}
      </span>
    </span>
  );
}

function Icon({
  name,
  label,
  onClick,
}: {
  name: string;
  label: string;
  readonly onClick: () => void;
}) {
  return (
    <button type="button" class="icon" title={label} aria-label={label} onClick={onClick}>
      <i class={`codicon codicon-${name}`} aria-hidden="true" />
    </button>
  );
}
