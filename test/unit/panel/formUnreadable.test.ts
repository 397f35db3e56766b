import * as assert from 'node:assert/strict';
import { useForms, type FormPage } from './formPage';
import { withBody } from './states';

describe('what cannot be read in the form', () => {
  const forms = useForms();
  let form: FormPage;

  it('puts what came from elsewhere in the place of what cannot be read, and forgets that it could not', async () => {
    form = await forms.open('{"page_size": 25, "other": [1]}');
    const other = form.box('other');
    const size = form.page.locator('.body').getByRole('spinbutton', { name: 'page_size' });
    await other.fill('[1, ');
    await form.page.getByText('Not JSON yet, so the value before it stays.').waitFor();
    await size.focus();
    await form.press('Control+a');
    await form.type('2-');
    await form.page.getByText('Not a number yet, so the value before it stays.').waitFor();
    await form.expectBody('{"page_size": 2, "other": [1]}');
    const { request: before } = withBody('{"page_size": 50, "other": [1, 2]}');
    await form.host.emit('request/changed', { ...before!, findings: [] });
    await form.until(`document.querySelector('[data-field="/page_size"] input').value === '50'`);
    assert.equal(await other.inputValue(), '[1, 2]');
    assert.equal(await form.page.getByText(/^Not (JSON|a number) yet/).count(), 0);
    assert.equal(await form.page.locator('.body [aria-invalid="true"]').count(), 0);
    await size.focus();
    await form.press('Control+a', 'Delete');
    await form.expectBody('{"other": [1, 2]}');
    assert.equal(await form.page.getByText(/^Not a number yet/).count(), 0);
  });

  it('leaves a field where it is while its value is emptied and written anew', async () => {
    form = await forms.open('{"note": "a", "other": [1]}');
    for (const [name, next] of [
      ['note', 'b'],
      ['other', '[2]'],
    ] as const) {
      const box = form.box(name);
      await box.focus();
      await form.press('Control+a', 'Backspace');
      await form.until(`!document.querySelector('[data-field="/${name}"] textarea').value`);
      assert.equal(await form.focused(), name);
      await form.type(next);
      assert.equal(await box.inputValue(), next);
    }
    await form.expectBody({ note: 'b', other: [2] });
  });

  it('leaves what is not documented in its place while it is emptied, and goes with it when it is removed elsewhere', async () => {
    form = await forms.open('{"one": "1", "two": "2", "three": "3"}');
    const names = () =>
      form.page
        .locator('.body .field[data-field]')
        .evaluateAll(all =>
          all
            .map(each => (each as { dataset?: Record<string, string> }).dataset?.['field'])
            .filter(name => /^\/(one|two|three)$/.test(name ?? '')),
        );
    await form.box('one').focus();
    await form.press('Control+a', 'Backspace');
    await form.expectBody({ two: '2', three: '3' });
    assert.deepEqual(await names(), ['/one', '/two', '/three']);
    await form.type('9');
    await form.expectBody({ two: '2', three: '3', one: '9' });
    assert.deepEqual(await names(), ['/one', '/two', '/three']);
    const { request: without } = withBody('{"two": "2", "three": "3"}');
    await form.host.emit('request/changed', without!);
    await form.until(`document.querySelector('[data-field="/one"]') === null`);
    assert.deepEqual(await names(), ['/two', '/three']);
  });

  it('shows no field of an entry that is gone in the one that has come to its place', async () => {
    form = await forms.open('{"locations": [{"note": "a"}, {"city": "Porto"}]}');
    await form.box('note').focus();
    await form.press('Control+a', 'Backspace');
    await form.expectBody({ locations: [{}, { city: 'Porto' }] });
    await form.page.getByRole('button', { name: 'Remove 1' }).press('Enter');
    await form.expectBody({ locations: [{ city: 'Porto' }] });
    assert.equal(await form.box('note').count(), 0);
  });

  it('starts over also where nothing but what cannot be read was typed', async () => {
    form = await forms.open('{"other": [1]}');
    const other = form.box('other');
    await other.fill('[1, ');
    await form.page.getByText('Not JSON yet, so the value before it stays.').waitFor();
    await form.page.getByRole('button', { name: 'Start over' }).press('Enter');
    await form.until(`document.querySelector('[data-field="/other"] textarea').value === '[1]'`);
    assert.equal(await form.page.getByText(/^Not JSON yet/).count(), 0);
    assert.equal(await form.focused(), 'Start over');
  });

  it('sends nothing while a field cannot be read, and leads to it', async () => {
    form = await forms.open('{"page_size": 25, "other": [1], "cursor": "a"}');
    const other = form.box('other');
    const send = form.page.getByRole('button', { name: /^Send/ });
    const notice = (name: string) =>
      form.page.getByText(`${name} cannot be read as it stands. Correct it, or empty it.`);
    await other.fill('[1, ');
    await form.box('cursor').focus();
    await form.press('Control+Enter');
    await notice('other').waitFor();
    assert.equal(await form.focused(), 'other');
    const hint = await form.page.getByText(/^Not JSON yet/).boundingBox();
    assert.ok(hint && hint.y >= 0 && hint.y + hint.height <= 700, 'the hint is on screen');
    await form.page.locator('details.request > summary').press('Enter');
    await form.until(`!document.querySelector('details.request').open`);
    await send.press('Enter');
    await form.until(`document.activeElement.closest('[data-field="/other"]') !== null`);
    assert.equal(form.host.called('exchange/send').length, 0);
    await form.press('Control+a');
    await form.type('[2]');
    const size = form.page.locator('.body').getByRole('spinbutton', { name: 'page_size' });
    await size.focus();
    await form.press('Control+a');
    await form.type('2-');
    await form.press('Control+Enter');
    await notice('page_size').waitFor();
    assert.equal(form.host.called('exchange/send').length, 0);
    await form.press('Control+a', 'Delete', 'Control+Enter');
    await form.called('exchange/send', 1);
    assert.equal(form.host.called('exchange/send')[0]!.draft.body, '{"other": [2], "cursor": "a"}');
    assert.equal(await form.page.getByText(/cannot be read as it stands/).count(), 0);
  });

  it('sends again once the field that cannot be read is gone', async () => {
    form = await forms.open('{"locations": [5, {"country": "PT"}]}');
    await form.box('1').fill('{');
    await form.press('Control+Enter');
    await form.page.getByText('locations 1 cannot be read as it stands.').waitFor();
    await form.page.getByRole('button', { name: 'Remove 1' }).press('Enter');
    await form.expectBody('{"locations": [{"country": "PT"}]}');
    await form.press('Control+Enter');
    await form.called('exchange/send', 1);
  });
});
