import * as assert from 'node:assert/strict';
import type { FindingView } from '../../../src/protocol';
import { answered, jobs, panel, request } from './fixtures';
import { useForms, type FormPage } from './formPage';
import { withBody } from './states';

describe('the form by keyboard', () => {
  const forms = useForms();
  let form: FormPage;

  it('changes no byte but those of the number that is typed', async () => {
    form = await forms.open(
      '{ "x":1.0,\n\t"page_size" : 25 , "dup":1, "dup":2, "id":12345678901234567890 }',
    );
    const size = form.page.locator('.body').getByRole('spinbutton', { name: 'page_size' });
    await size.focus();
    await form.press('Control+a');
    await form.type('98765432109876543210');
    await form.expectBody(
      '{ "x":1.0,\n\t"page_size" : 98765432109876543210 , "dup":1, "dup":2, "id":12345678901234567890 }',
    );
    await form.page.getByText('"dup" stands here more than once; the last one counts.').waitFor();
    await form.press('Control+z');
    assert.equal(await size.inputValue(), '25');
  });

  it('sets times so long ago, and says when that was; undo brings the one before back', async () => {
    const now = new Date('2026-11-23T10:42:12.390Z');
    form = await forms.open('{"posted_after": "2026-01-01T00:00:00Z"}', { now });
    await form.page.clock.setFixedTime(now);
    const time = form.box('posted_after');
    await time.focus();
    await form.press('Tab', 'Tab', 'Tab');
    assert.equal(await form.focused(), '7 d ago');
    await form.press('Enter');
    assert.equal(await time.inputValue(), '2026-11-16T10:42:12Z');
    await form.page.getByText(/^Nov 16, 2026, .* where you are$/).waitFor();
    await form.page.clock.runFor(300);
    await form.expectBody('{"posted_after": "2026-11-16T10:42:12Z"}');
    await form.press('Control+z');
    assert.equal(await time.inputValue(), '2026-01-01T00:00:00Z');
  });

  it('undoes what was typed into text, also after the host has echoed it', async () => {
    form = await forms.open('{"cursor": "abc"}');
    const cursor = form.box('cursor');
    await cursor.focus();
    await form.press('End');
    await form.type('def');
    await form.expectBody('{"cursor": "abcdef"}');
    const draft = form.host.called('draft/change').at(-1)!.draft;
    await form.host.emit('request/changed', { ...withBody('').request!, draft, price: 'echoed' });
    await form.page.getByRole('button', { name: 'Send · echoed' }).waitFor();
    await form.press('Control+z');
    assert.equal(await cursor.inputValue(), 'abc');
    await form.expectBody('{"cursor": "abc"}');
    await form.press('Control+Shift+z');
    await form.expectBody('{"cursor": "abcdef"}');
  });

  it('keeps the lines of a pasted text, and the focus in it', async () => {
    form = await forms.open(panel({ request }));
    await form.page.getByRole('combobox', { name: 'Add filter' }).first().fill('q');
    await form.press('Enter');
    await form.type('one ');
    await form.paste('two\r\nthree');
    await form.until(`document.activeElement.localName === 'textarea'`);
    await form.press('Control+End');
    await form.type(' four');
    await form.told('query', { ...request.draft.query, q: 'one two\nthree four' });
  });

  it('tells nothing, null, empty text and an empty list apart', async () => {
    form = await forms.open('{"cursor": "abc", "include_facets": ["skills"]}');
    const cursor = form.box('cursor');
    await cursor.focus();
    await form.press('Control+a', 'Delete');
    await form.expectBody('{"include_facets": ["skills"]}');
    const state = form.page.getByRole('combobox', { name: 'cursor: what to send' });
    await state.selectOption('null');
    await form.expectBody({
      include_facets: ['skills'],
      cursor: null,
    });
    await state.selectOption('empty text');
    await form.expectBody({ include_facets: ['skills'], cursor: '' });
    await form.page.getByRole('checkbox', { name: 'skills' }).focus();
    await form.press('Space');
    await form.expectBody({ cursor: '' });
    await form.page
      .getByRole('combobox', { name: 'include_facets: what to send' })
      .selectOption('empty list');
    await form.expectBody({ cursor: '', include_facets: [] });
  });

  it('shows a text of blanks as the text that is sent', async () => {
    form = await forms.open('{"cursor": "   ", "include_facets": [ ]}');
    assert.equal(await form.box('cursor').inputValue(), '   ');
    const state = (name: string) =>
      form.page.getByRole('combobox', { name: `${name}: what to send` });
    assert.equal(await state('cursor').count(), 0);
    assert.equal(await state('include_facets').inputValue(), '[]');
  });

  it('repeats a group, and takes one away', async () => {
    form = await forms.open('{"locations": [{"country": "PT"}]}');
    await form.page.getByRole('button', { name: 'Add to locations' }).focus();
    await form.press('Enter');
    await form.until(
      `document.activeElement.closest('[data-field="/locations/1/country"]') !== null`,
    );
    await form.type('CL');
    await form.expectBody('{"locations": [{"country": "PT"}, { "country": "CL" }]}');
    await form.page.getByRole('button', { name: 'Remove 1' }).focus();
    await form.press('Enter');
    await form.expectBody('{"locations": [{ "country": "CL" }]}');
    assert.equal(await form.focused(), 'Add to locations');
    assert.equal(
      await form.page
        .locator('[data-field="/locations/0/country"] :is(input, textarea)')
        .inputValue(),
      'CL',
    );
  });

  it('shows what does not fit as JSON, and leaves the focus where it is when it fits again', async () => {
    form = await forms.open('{"page_size": "25", "answer": "yes", "other": [1.0]}');
    const size = form.box('page_size');
    assert.equal(await size.inputValue(), '"25"');
    await size.focus();
    await form.press('Control+a');
    await form.type('2');
    await form.until(`document.activeElement.type === 'number'`);
    await form.type('6');
    await form.expectBody('{"page_size": 26, "answer": "yes", "other": [1.0]}');
    const other = form.box('other');
    await other.fill('[1.0, ');
    await form.page.getByText('Not JSON yet, so the value before it stays.').waitFor();
    await other.fill('[1.0, 2.0]');
    await form.box('answer').fill('no');
    await form.expectBody('{"page_size": 26, "answer": "no", "other": [1.0, 2.0]}');
  });

  it('names its controls without what would move the letters about', async () => {
    const schemas = [
      { type: 'string', format: 'date-time' },
      { type: 'array', items: { type: 'string', enum: 'abcdefgh'.split('') } },
    ];
    const [field] = request.operation.fields;
    const fields = schemas.map((schema, i) => ({
      ...field!,
      in: 'query' as const,
      name: `q${i}\u202e`,
      schema,
    }));
    const view = withBody('{"other\u202e": "x"}');
    const { request: drawn } = view;
    const operation = { ...drawn!.operation, fields };
    form = await forms.open({ ...view, request: { ...drawn!, operation } });
    await form.page.getByRole('group', { name: 'Set q0U+202E to' }).waitFor();
    await form.page.getByRole('searchbox', { name: 'Search q1U+202E' }).waitFor();
    const kind = form.page.getByRole('combobox', { name: 'otherU+202E: written as' });
    await kind.selectOption('JSON');
    assert.equal(
      await form.page.locator('.any textarea').getAttribute('placeholder'),
      '"text", 5, true, […], {…}',
    );
  });

  it('shows a finding at its field, inside the body too, and mends it when asked', async () => {
    const at = (pointer: string, title: string, index: number): FindingView => ({
      in: 'body',
      name: '',
      pointer,
      severity: 'warning',
      message: `Something about ${pointer}.`,
      fix: { title, index },
    });
    const findings = [at('/skills/include/0', 'Set to Go', 0), at('', 'Remove x', 1)];
    const view = withBody('{"skills": {"include": [1]}, "x": 1}');
    const mended = {
      ...view.request!,
      draft: { ...view.request!.draft, body: '{"skills": {"include": ["Go"]}}' },
    };
    form = await forms.open(panel({ request: { ...view.request!, findings } }), {
      answers: { 'finding/fix': () => ({ ...mended, findings: [] }) },
    });
    const include = form.page.locator('[data-field="/skills/include"]');
    await include.getByText('Something about /skills/include/0.').waitFor();
    assert.equal(await form.page.getByText('Something about').count(), 2);
    await include.getByRole('button', { name: 'Set to Go' }).press('Enter');
    await form.page.getByRole('button', { name: 'Remove Go' }).waitFor();
    assert.equal(await form.page.getByText('Something about').count(), 0);
    const call = form.host.called('finding/fix')[0]!;
    assert.deepEqual(
      [call.index, call.title, call.draft.body],
      [0, 'Set to Go', '{"skills": {"include": [1]}, "x": 1}'],
    );
  });

  it('leads from a body that is broken to where it is, and keeps the view over a reload', async () => {
    form = await forms.open('{"queries": ["golang",}');
    await form.page.getByRole('button', { name: 'Edit the JSON' }).press('Enter');
    const body = form.page.getByRole('textbox', { name: /^Body/ });
    await form.until(`document.activeElement.selectionStart === 22`);
    await form.press('Delete');
    await form.type('"rust"]}');
    assert.equal(await body.inputValue(), '{"queries": ["golang","rust"]}');
    await form.page.reload();
    await form.page.getByRole('button', { name: 'JSON', exact: true, pressed: true }).waitFor();
    await form.page.getByRole('button', { name: 'Form', exact: true }).press('Enter');
    await form.page.getByRole('button', { name: 'Edit the JSON' }).waitFor();
  });

  it('opens the field that a remedy is about, inside the body as well', async () => {
    form = await forms.open(panel({ request, exchange: answered }), { body: jobs(1) });
    await form.host.emit('panel/focus', { on: 'field', field: '/contact/email' });
    await form.until(`document.activeElement.closest('[data-field="/contact/email"]') !== null`);
    await form.host.emit('panel/focus', { on: 'field', field: '/skills/include/3' });
    await form.until(`document.activeElement.closest('[data-field="/skills/include"]') !== null`);
  });
});
