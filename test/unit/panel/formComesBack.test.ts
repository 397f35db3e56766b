import * as assert from 'node:assert/strict';
import { useForms, type FormPage } from './formPage';
import { withBody } from './states';

/** A panel that is hidden is taken down; shown again, it is a new page with what the editor kept for it. */
describe('what is half typed, when the panel comes back', () => {
  const forms = useForms();
  let form: FormPage;

  const hint = () => form.page.getByText(/^Not JSON yet/);
  const comeBack = async () => {
    await form.page.reload();
    await form.page.waitForSelector('.page');
  };
  const asJson = () => form.page.getByRole('combobox', { name: 'answer: written as' });
  const shownBody = (body: string) => withBody(body).request!;

  it('stands in its field again, and still nothing is sent', async () => {
    form = await forms.open('{"other": [1]}');
    await form.box('other').fill('[1, ');
    await hint().waitFor();
    await comeBack();
    assert.equal(await form.box('other').inputValue(), '[1, ');
    await hint().waitFor();
    await form.page.getByRole('button', { name: /^Send/ }).press('Enter');
    await form.page.getByText('other cannot be read as it stands.').waitFor();
    assert.equal(form.host.called('exchange/send').length, 0);
    await form.type('2]');
    await form.expectBody('{"other": [1, 2]}');
    await comeBack();
    assert.equal(await form.box('other').inputValue(), '[1]');
    assert.equal(await hint().count(), 0);
  });

  it('also stands there after a look at the body as JSON, and at another operation', async () => {
    form = await forms.open('{"other": [1]}');
    await form.box('other').fill('[1, ');
    await form.page.getByRole('button', { name: 'JSON', exact: true }).press('Enter');
    await form.page.getByRole('textbox', { name: /^Body/ }).waitFor();
    await form.page.getByRole('button', { name: 'Form', exact: true }).press('Enter');
    assert.equal(await form.box('other').inputValue(), '[1, ');
    const view = withBody('{"other": [1]}');
    const { operation, draft } = view.request!;
    const elsewhere = {
      ...view,
      request: {
        ...view.request!,
        operation: { ...operation, id: 'elsewhere' },
        draft: { ...draft, operationId: 'elsewhere' },
      },
    };
    await form.host.emit('panel/show', elsewhere);
    await form.until(`document.querySelector('[data-field="/other"] textarea').value === '[1]'`);
    assert.equal(await hint().count(), 0);
    await form.host.emit('panel/show', view);
    await form.until(`document.querySelector('[data-field="/other"] textarea').value === '[1, '`);
    await hint().waitFor();
  });

  it('brings its field along, where that had been added and holds nothing else', async () => {
    form = await forms.open('{"queries": ["a"]}');
    await form.addFilter.focus();
    await form.type('answer');
    await form.press('Enter');
    await asJson().selectOption('json');
    await form.box('answer').fill('{"list": ');
    await hint().waitFor();
    await comeBack();
    assert.equal(await form.box('answer').inputValue(), '{"list": ');
    assert.equal(await asJson().inputValue(), 'json');
    await form.page.getByRole('button', { name: 'Remove answer' }).press('Enter');
    await comeBack();
    assert.equal(await form.box('answer').count(), 0);
  });

  it('is gone once another value has come in the place of the one below it, or all has been started over', async () => {
    form = await forms.open('{"other": [1]}', {
      answers: { 'draft/reset': () => shownBody('{"other": [1]}') },
    });
    await form.box('other').fill('[1, ');
    await hint().waitFor();
    await form.host.emit('request/changed', shownBody('{"other": [3]}'));
    await form.until(`document.querySelector('[data-field="/other"] textarea').value === '[3]'`);
    await comeBack();
    assert.equal(await form.box('other').inputValue(), '[1]');
    await form.box('other').fill('[1, ');
    await hint().waitFor();
    await form.page.getByRole('button', { name: 'Start over' }).press('Enter');
    await form.until(`document.querySelector('[data-field="/other"] textarea').value === '[1]'`);
    await comeBack();
    assert.equal(await form.box('other').inputValue(), '[1]');
  });

  it('does not stand in for a value that has been written since, also where another control wrote it', async () => {
    form = await forms.open('{"page_size": "abc"}');
    const asText = () => form.page.locator('[data-field="/page_size"] textarea');
    await asText().fill('"ab');
    await hint().waitFor();
    await asText().fill('5');
    await form.expectBody({ page_size: 5 });
    await form.host.emit('request/changed', shownBody('{"page_size": "abc"}'));
    await asText().waitFor();
    assert.equal(await asText().inputValue(), '"abc"');
    await asText().fill('"ab');
    await hint().waitFor();
    await form.host.emit('request/changed', shownBody('{"page_size": 7}'));
    await form.until(`document.querySelector('[data-field="/page_size"] textarea') === null`);
    await form.host.emit('request/changed', shownBody('{"page_size": "abc"}'));
    await asText().waitFor();
    assert.equal(await asText().inputValue(), '"abc"');
  });

  it('is given up with the choice of text', async () => {
    form = await forms.open('{"answer": "abc"}');
    await asJson().selectOption('json');
    await form.box('answer').fill('"ab');
    await hint().waitFor();
    await asJson().selectOption('text');
    await comeBack();
    assert.equal(await form.box('answer').inputValue(), 'abc');
    assert.equal(await asJson().inputValue(), 'text');
  });

  it('goes with its entry when another one is removed', async () => {
    form = await forms.open('{"locations": [{"city": "A"}, {"x": [1]}, {"x": [1]}]}');
    const box = (place: string) =>
      form.page.locator(`[data-field="/locations/${place}/x"] textarea`);
    await box('1').fill('[1, ');
    await hint().waitFor();
    await form.page.getByRole('button', { name: 'Remove 1' }).press('Enter');
    await form.expectBody({ locations: [{ x: [1] }, { x: [1] }] });
    assert.equal(await box('0').inputValue(), '[1, ');
    assert.equal(await box('1').inputValue(), '[1]');
  });

  it('brings along what nobody documents, where that had been emptied first', async () => {
    form = await forms.open('{"a/b": [1]}');
    const box = form.box('a/b');
    await box.focus();
    await form.press('Control+a', 'Backspace');
    await form.expectBody({});
    await form.type('{"c": ');
    await hint().waitFor();
    await form.page.getByRole('button', { name: 'JSON', exact: true }).press('Enter');
    await form.page.getByRole('textbox', { name: /^Body/ }).waitFor();
    await form.page.getByRole('button', { name: 'Form', exact: true }).press('Enter');
    assert.equal(await box.inputValue(), '{"c": ');
  });
});
