import type { Events } from '../protocol';

/** Puts the focus where the extension asked for it. */
export function focusFor(page: HTMLElement, { on, field }: Events['panel/focus']): void {
  const target = find(page, on, field);
  target?.closest('details')?.setAttribute('open', '');
  target?.closest('details.request')?.setAttribute('open', '');
  target?.focus();
}

const boxes = ':is(input, select, textarea):not(.state, .as)';

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
      const field = fieldOf([...page.querySelectorAll<HTMLElement>('[data-field]')], name ?? '');
      return field?.querySelector<HTMLElement>(boxes) ?? field?.querySelector('button');
    }
  }
}

/** For a pointer: the innermost field around it, or the whole body where that is not drawn as fields. */
function fieldOf(fields: readonly HTMLElement[], name: string): HTMLElement | undefined {
  // Names are compared and not put into a selector, because a name may hold any characters.
  const named = (wanted: string) => fields.find(field => field.dataset['field'] === wanted);
  for (let at = name; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const field = named(at);
    if (field || !name.startsWith('/')) return field;
  }
  return named('body');
}
