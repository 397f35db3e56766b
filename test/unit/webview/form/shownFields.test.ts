import * as assert from 'node:assert/strict';
import { parameterRaw } from '../../../../src/webview/form/draftValue';
import { keyOf, parameterField, type FormField } from '../../../../src/webview/form/formField';
import { noFields, onScreen, reduceShown } from '../../../../src/webview/form/shownFields';
import { everyField, request } from '../../panel/fixtures';
import { parameter } from './fields';

describe('fields on screen', () => {
  it('stand behind Add filter until they are set or asked for; required ones first', () => {
    const fields = everyField.map(parameterField);
    const rawOf = (field: FormField) => parameterRaw(request.draft, field);
    const names = (state = noFields) =>
      onScreen(fields, rawOf, state).shown.map(({ label }) => label);
    assert.deepEqual(names(), ['job_id', 'sort', 'page_size']);
    const q = keyOf(parameter('q'));
    const added = reduceShown(noFields, { type: 'added', key: q });
    assert.deepEqual(names(added), ['job_id', 'q', 'sort', 'page_size']);
    assert.equal(added.added, q);
    assert.deepEqual(names(reduceShown(added, { type: 'removed', key: q })), names());
    assert.deepEqual(reduceShown(added, { type: 'reset' }), noFields);
  });

  it('stay on screen once they are edited, also when they are emptied', () => {
    const key = keyOf(parameter('sort'));
    const edited = reduceShown(noFields, { type: 'edited', key });
    const screen = onScreen(everyField.map(parameterField), () => undefined, edited);
    assert.ok(screen.shown.some(({ label }) => label === 'sort'));
    assert.equal(reduceShown(edited, { type: 'edited', key }), edited);
    assert.equal(edited.added, undefined);
  });

  it('need no Add filter where there are few', () => {
    const few = everyField.map(parameterField).slice(0, 5);
    const screen = onScreen(few, () => undefined, noFields);
    assert.equal(screen.shown.length, 5);
    assert.equal(screen.removable, false);
  });
});
