import * as assert from 'node:assert/strict';
import type { Calls } from '../../../src/protocol';
import { panel, request, waiting } from './fixtures';
import { useForms, type FormPage } from './formPage';
import { withBody } from './states';

const suggestions = (...values: readonly string[]): Calls['field/suggest']['result'] => ({
  suggestions: values.map(value => ({ value, label: value })),
});

describe('lists of the form by keyboard', () => {
  const forms = useForms();
  let form: FormPage;

  it('adds values of a list with Enter and comma, and takes them back with Backspace', async () => {
    form = await forms.open('{"queries": ["golang"], "id": 12345678901234567890}');
    await form.box('queries').focus();
    await form.type('rust, zig');
    await form.press('Enter');
    await form.spoken('zig added.');
    await form.expectBody('{"queries": ["golang", "rust", "zig"], "id": 12345678901234567890}');
    await form.press('Backspace');
    await form.spoken('zig removed.');
    await form.expectBody('{"queries": ["golang", "rust"], "id": 12345678901234567890}');
  });

  it('goes through the values with the arrows, edits one and removes one', async () => {
    form = await forms.open('{"queries": ["a", "b", "c"]}');
    await form.box('queries').focus();
    await form.press('ArrowLeft', 'ArrowLeft');
    assert.equal(await form.focused(), 'Remove b');
    await form.press('F2');
    assert.equal(await form.box('queries').inputValue(), 'b');
    await form.press('End', '2', 'Enter');
    await form.expectBody('{"queries": ["a", "b2", "c"]}');
    await form.press('ArrowLeft', 'Home', 'Delete');
    await form.expectBody('{"queries": ["b2", "c"]}');
    assert.equal(await form.focused(), 'Remove b2');
    await form.press('End', 'Shift+Tab', 'Enter');
    await form.expectBody('{"queries": ["b2"]}');
    await form.press('Delete');
    await form.expectBody('{}');
    assert.match(await form.focused(), /^queries/);
  });

  it('adds a value a line when several are pasted, and what is left in the box on leaving it', async () => {
    form = await forms.open('{"queries": []}');
    await form.box('queries').focus();
    await form.paste('Porto, PT\r\n\nBraga\n');
    await form.expectBody('{"queries": ["Porto, PT", "Braga"]}');
    await form.type('Faro');
    await form.press('Tab');
    await form.expectBody('{"queries": ["Porto, PT", "Braga", "Faro"]}');
  });

  it('sends what still stands in the box of a list', async () => {
    form = await forms.open('{"queries": ["golang"]}');
    await form.box('queries').focus();
    await form.type('rust');
    await form.press('Control+Enter');
    await form.called('exchange/send', 1);
    const sent = form.host.called('exchange/send').at(-1);
    assert.equal(sent?.draft.body, '{"queries": ["golang", "rust"]}');
  });

  it('completes values where they stand, and takes one with the arrows and Enter', async () => {
    form = await forms.open('{"skills": {"include": ["Go"]}}', {
      answers: {
        'field/suggest': ({ query }) => suggestions(`${query}lang`, `${query}by`),
      },
    });
    await form.page.getByRole('combobox', { name: 'exclude', exact: true }).focus();
    await form.type('ru');
    await form.page.getByRole('option', { name: 'ruby' }).waitFor();
    await form.press('ArrowDown', 'ArrowDown', 'Enter');
    await form.expectBody('{"skills": {"include": ["Go"], "exclude": ["ruby"]}}');
    assert.deepEqual(form.host.called('field/suggest').at(-1), {
      operationId: 'advancedSearch',
      in: 'body',
      name: '',
      pointer: '/skills/exclude',
      query: 'ru',
    });
    assert.equal(await form.page.getByRole('listbox').count(), 0);
  });

  it('asks for nothing before somebody types or opens the list, and closes it with Esc alone', async () => {
    const now = new Date('2026-11-23T10:42:12.390Z');
    const view = withBody('{"skills": {"include": ["Go"]}}');
    const exchange = waiting(now.getTime(), 24_000);
    form = await forms.open(
      { ...view, exchange },
      { now, answers: { 'field/suggest': () => suggestions('Go', 'Golang') } },
    );
    await form.page.locator('summary').first().click();
    const include = form.page.getByRole('combobox', { name: 'include', exact: true });
    await include.focus();
    assert.equal(form.host.called('field/suggest').length, 0);
    await form.press('ArrowDown');
    await form.page.getByRole('listbox').waitFor();
    assert.equal(await form.page.locator('[role=option]').count(), 1);
    await form.press('Escape');
    await form.page.getByRole('listbox').waitFor({ state: 'detached' });
    assert.equal(form.host.called('exchange/cancel').length, 0);
    await form.press('Escape');
    await form.called('exchange/cancel', 1);
  });

  it('adds a filter, goes to it, and takes it out of the body again', async () => {
    form = await forms.open('{"queries": ["a"]}');
    await form.addFilter.focus();
    await form.type('page');
    await form.press('Enter');
    await form.until(`document.activeElement.type === 'number'`);
    await form.type('50');
    await form.expectBody('{"queries": ["a"], "page_size": 50}');
    await form.press('Backspace', 'Backspace');
    await form.expectBody('{"queries": ["a"]}');
    assert.match(await form.focused(), /^page_size/);
    await form.type('7');
    await form.press('Shift+Tab', 'Enter');
    await form.expectBody('{"queries": ["a"]}');
    assert.equal(await form.focused(), 'Add filter');
    assert.equal(await form.page.locator('.body').getByRole('spinbutton').count(), 0);
  });

  it('goes to where a value is typed, past what says how it is written', async () => {
    form = await forms.open('{"queries": ["a"]}');
    await form.addFilter.focus();
    await form.type('answer');
    await form.press('Enter');
    await form.until(`document.activeElement.tagName === 'TEXTAREA'`);
    await form.box('queries').focus();
    await form.host.emit('panel/focus', { on: 'field', field: '/answer' });
    await form.until(`document.activeElement.closest('[data-field="/answer"]') !== null`);
    assert.equal(await form.page.evaluate('document.activeElement.tagName'), 'TEXTAREA');
  });

  it('finds filters by arrows too, and by what they are for', async () => {
    form = await forms.open('{}');
    await form.addFilter.focus();
    await form.press('ArrowDown');
    await form.page.getByRole('option', { name: /^skills/ }).waitFor();
    await form.type('who applies');
    await form.page.getByRole('option', { name: /^contact/ }).waitFor();
    await form.press('ArrowDown', 'Enter');
    await form.until(`document.activeElement.closest('[data-field="/contact/name"]') !== null`);
    await form.type('Ada');
    await form.expectBody({ contact: { name: 'Ada' } });
  });

  it('searches a long check list, and keeps what is checked in sight', async () => {
    form = await forms.open('{"include_facets": ["skills"]}');
    await form.page.getByRole('searchbox', { name: 'Search include_facets' }).focus();
    await form.type('cit');
    const boxes = form.page.locator('[data-field="/include_facets"]').getByRole('checkbox');
    await form.until(
      `document.querySelectorAll('[data-field="/include_facets"] [type=checkbox]').length === 2`,
    );
    assert.deepEqual(
      await boxes.evaluateAll(all => all.map(each => (each as { checked?: boolean }).checked)),
      [true, false],
    );
    await form.press('Tab', 'Tab', 'Space');
    await form.expectBody('{"include_facets": ["skills", "city"]}');
  });

  it('offers the ids of recent answers for the path', async () => {
    const fields = request.operation.fields.map(field => ({
      ...field,
      suggests: field.name === 'job_id',
    }));
    form = await forms.open(
      panel({ request: { ...request, operation: { ...request.operation, fields } } }),
      {
        answers: {
          'field/suggest': () => ({
            suggestions: [{ value: 'one', label: 'Kiln engineer', detail: 'one' }],
          }),
        },
      },
    );
    await form.page.getByRole('button', { name: 'Pick a recent one' }).press('Enter');
    await form.page.getByRole('option', { name: /Kiln engineer/ }).waitFor();
    await form.press('Enter');
    await form.told('path', { job_id: 'one' });
    assert.equal(form.host.called('field/suggest')[0]?.query, '');
  });
});
