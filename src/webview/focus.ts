import type { Events } from '../protocol';

/** Puts the focus where the host asked for it. */
export function focusFor(page: HTMLElement, { on, field }: Events['panel/focus']): void {
  const target = find(page, on, field);
  target?.closest('details')?.setAttribute('open', '');
  target?.closest('details.request')?.setAttribute('open', '');
  target?.focus();
}

const controls = 'input, select, textarea, button';

function find(
  page: HTMLElement,
  on: Events['panel/focus']['on'],
  name: string | undefined,
): HTMLElement | null | undefined {
  switch (on) {
    case 'card':
      return page.querySelector<HTMLElement>('.card button.default') ?? page.querySelector('.card');
    case 'status':
      return page.querySelector<HTMLElement>('.statusLine');
    case 'request':
      return (
        page.querySelector<HTMLElement>('.form .field :is(input, select, textarea, button)') ??
        page.querySelector('header .send')
      );
    case 'field': {
      // Compared, not put into a selector: a name may hold anything.
      const fields = [...page.querySelectorAll<HTMLElement>('[data-field]')];
      return fields
        .find(field => field.dataset['field'] === name)
        ?.querySelector<HTMLElement>(controls);
    }
  }
}
