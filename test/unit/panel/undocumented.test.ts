import * as assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Schema } from '../../../src/core/catalog/operation';
import { operation, panel, request } from './fixtures';
import { useForms } from './formPage';

const words = 'Not documented; may differ.';
const texts: Schema = { type: 'array', items: { type: 'string' } };
const query = { in: 'query', required: false, recent: [], suggests: false } as const;
const [q] = operation.fields.filter(({ name }) => name === 'q');

/** An operation with one parameter and two members that nobody documents; the second of them is not on screen. */
const view = (unsure: boolean) =>
  panel({
    request: {
      ...request,
      draft: {
        ...request.draft,
        query: { q: 'x', occupation_ids: ['1'] },
        body: '{"sizes":["2"]}',
      },
      operation: {
        ...operation,
        ...(unsure && { unsure }),
        fields: [
          q!,
          {
            ...query,
            name: 'occupation_ids',
            description: 'Any of these occupations.',
            schema: texts,
            allowEmptyValue: false,
            unsure: true,
          },
        ],
        body: {
          required: false,
          example: '{}',
          suggests: [],
          schema: {
            type: 'object',
            properties: {
              sizes: { ...texts, 'x-jobo-confidence': 'low' },
              sources: texts,
              ...Object.fromEntries(['a', 'b', 'c', 'd'].map(name => [name, texts])),
              revenues: {
                ...texts,
                description: 'Any of these bands.',
                'x-jobo-confidence': 'low',
              },
            },
          },
        },
      },
    },
  });

describe('what nobody documents', () => {
  const forms = useForms();

  /** What a screen reader says of a control behind its name. */
  const described = async (control: Locator): Promise<string> => {
    const ids = (await control.getAttribute('aria-describedby')) ?? '';
    const texts = ids
      .split(' ')
      .map(id => control.page().locator(`[id="${id}"]`).allTextContents());
    return (await Promise.all(texts)).flat().join(' ').trim();
  };

  it('is said at the field, in the text that describes it, of a parameter and of a member', async () => {
    const { page } = await forms.open(view(false));
    const box = (name: string) => page.getByRole('textbox', { name });
    assert.equal(await described(box('occupation_ids')), `Any of these occupations. ${words}`);
    assert.equal(await described(box('sizes')), words);
    assert.doesNotMatch(await described(box('q')), /documented/);
    assert.equal(await page.getByText(words).count(), 2);
  });

  it('is said of a field that is still to be added', async () => {
    const form = await forms.open(view(false));
    await form.addFilter.fill('re');
    const option = form.page.getByRole('option', { name: 'revenues' });
    assert.equal(await option.textContent(), `revenuesAny of these bands. ${words}`);
    await form.press('Enter');
    await form.page.locator('[data-field="/revenues"]').getByText(words).waitFor();
  });

  it('is said at the head of an operation that is not documented at all', async () => {
    const { page } = await forms.open(view(true));
    const head = page.locator('.about');
    assert.ok((await head.textContent())?.startsWith(`${operation.summary} · ${words}`));
    const sure = await forms.open(view(false));
    assert.doesNotMatch((await sure.page.locator('.about').textContent()) ?? '', /documented/);
  });
});
