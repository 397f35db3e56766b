import * as assert from 'node:assert/strict';
import { initialState, reduce, type Action, type State } from '../../../src/webview/state';
import { answered, panel, request } from '../panel/fixtures';

const after = (...actions: readonly Action[]): State => actions.reduce(reduce, initialState());
const shown: Action = { type: 'shown', view: panel({ request, exchange: answered }) };
const typed = (q: string) => ({ ...request.draft, query: { q } });
const finding = {
  in: 'query',
  name: 'q',
  pointer: '',
  severity: 'warning',
  message: 'Odd.',
} as const;

describe('state of the panel', () => {
  it('keeps what is typed when the host echoes an older draft', () => {
    const state = after(
      shown,
      { type: 'edited', draft: typed('go') },
      { type: 'reported', draft: typed('go') },
      { type: 'edited', draft: typed('golang') },
      { type: 'requestChanged', request: { ...request, draft: typed('go'), price: 'free' } },
    );
    assert.deepEqual(state.request?.draft, typed('golang'));
    assert.equal(state.request.price, 'free');
  });

  it('keeps the request as it is, the object too, while only the run moves on', () => {
    const begun = after(shown);
    const again = structuredClone(request);
    const { draft, findings, price } = again;
    const run = { ...answered, id: 'run-9' };
    const moves: readonly Action[] = [
      { type: 'sendStarted' },
      { type: 'reported', draft },
      { type: 'shown', view: panel({ request: again, exchange: run }) },
      { type: 'sendAnswered', draft, sent: true, findings },
      { type: 'exchangeChanged', exchange: run },
      { type: 'requestChanged', request: again },
      { type: 'checked', draft, findings, price },
    ];
    assert.equal(moves.reduce(reduce, begun).request, begun.request);
    const dearer = { ...again, price: '80 credits' };
    assert.deepEqual(after(shown, { type: 'requestChanged', request: dearer }).request, dearer);
  });

  it('takes a draft that a fix has changed, also back to one of long ago', () => {
    const reported: Action = { type: 'reported', draft: typed('go') };
    const checked: Action = { type: 'checked', draft: typed('go'), findings: [], price: '' };
    const state = after(shown, { type: 'edited', draft: typed('go') }, reported, checked, {
      type: 'requestChanged',
      request,
    });
    assert.deepEqual(state.request?.draft, request.draft);
  });

  it('counts a change from elsewhere as an edit, until another run is shown', () => {
    const elsewhere: Action = {
      type: 'requestChanged',
      request: { ...request, draft: typed('go') },
    };
    assert.equal(after(shown, elsewhere).edited, true);
    const next = panel({ request, exchange: { ...answered, id: 'run-9' } });
    assert.equal(after(shown, elsewhere, { type: 'shown', view: next }).edited, false);
  });

  it('leaves the focus with who types on, and gives it to a card otherwise', () => {
    const card: Action = { type: 'focusAsked', focus: { on: 'card' } };
    assert.equal(after(shown, card).focus?.on, 'card');
    const edited: Action = { type: 'edited', draft: typed('go') };
    assert.equal(after(shown, edited, card).focus, undefined);
    const field: Action = { type: 'focusAsked', focus: { on: 'field', field: 'q' } };
    assert.equal(after(shown, edited, field).focus?.on, 'field');
  });

  it('keeps what is typed when a run of the same operation is shown', () => {
    const next = panel({ request, exchange: { ...answered, id: 'run-9' } });
    const state = after(
      shown,
      { type: 'edited', draft: typed('go') },
      { type: 'shown', view: next },
    );
    assert.deepEqual(state.request?.draft, typed('go'));
    assert.equal(state.exchange?.id, 'run-9');
    assert.equal(state.edited, true);
  });

  it('counts as edited what was typed before the host had taken the send, and what it says of a run', () => {
    const sent: Action = { type: 'sendAnswered', draft: request.draft, sent: true, findings: [] };
    const edit: Action = { type: 'edited', draft: typed('go') };
    assert.equal(after(shown, edit, sent).edited, true);
    assert.equal(after(shown, edit, { ...sent, draft: typed('go') }).edited, false);
    const next = panel({ request, exchange: { ...answered, id: 'run-9' } });
    for (const edited of [true, false]) {
      const view = { ...next, ...(edited && { edited }) };
      const state = after(shown, sent, { type: 'shown', view });
      assert.equal(state.edited, edited);
      const card: Action = { type: 'focusAsked', focus: { on: 'card' } };
      assert.equal(reduce(state, card).focus === undefined, edited);
    }
  });

  it('holds the request of an older run until that is edited', () => {
    const view = panel({ request: { ...request, ofRun: true }, exchange: answered });
    const older: Action = { type: 'shown', view };
    assert.equal(after(older).request?.ofRun, true);
    const edit: Action = { type: 'edited', draft: typed('go') };
    assert.equal(after(older, edit).request?.ofRun, undefined);
    const sent: Action = { type: 'sendAnswered', draft: request.draft, sent: false, findings: [] };
    assert.equal(after(older, sent).request?.ofRun, undefined);
    const echo: Action = { type: 'requestChanged', request: view.request! };
    assert.equal(after(older, edit, echo).request?.ofRun, undefined);
    assert.equal(after(older, { type: 'requestChanged', request }).request?.ofRun, undefined);
  });

  it('starts over when asked to, whatever was typed', () => {
    const state = after(
      shown,
      { type: 'edited', draft: typed('go') },
      { type: 'requestReplaced', request },
    );
    assert.deepEqual(state.request?.draft, request.draft);
  });

  it('drops what is about another operation or another run', () => {
    const other = { ...request, operation: { ...request.operation, id: 'other' }, price: 'other' };
    const before = after(shown);
    assert.equal(reduce(before, { type: 'requestChanged', request: other }), before);
    assert.equal(
      reduce(before, { type: 'exchangeChanged', exchange: { ...answered, id: 'old' } }),
      before,
    );
  });

  it('drops findings about a draft that is no longer the one on screen', () => {
    const state = after(
      shown,
      { type: 'edited', draft: typed('a') },
      { type: 'reported', draft: typed('a') },
      { type: 'edited', draft: typed('ab') },
      { type: 'checked', draft: typed('a'), findings: [finding], price: 'late' },
    );
    assert.deepEqual(state.request?.findings, []);
    assert.equal(state.request.price, request.price);
  });

  it('offers to send anyway for warnings only, until the next edit', () => {
    const answer = (findings: readonly (typeof finding | { severity: 'error' })[]): Action => ({
      type: 'sendAnswered',
      draft: request.draft,
      sent: false,
      findings: findings.map(one => ({ ...finding, ...one })),
    });
    assert.equal(after(shown, answer([finding])).offerAnyway, true);
    assert.equal(after(shown, answer([finding, { severity: 'error' }])).offerAnyway, false);
    assert.equal(after(shown, answer([])).offerAnyway, false);
    assert.equal(
      after(shown, answer([finding]), { type: 'edited', draft: typed('a') }).offerAnyway,
      false,
    );
  });

  it('keeps the view of the body, whatever is shown', () => {
    assert.equal(initialState().bodyView, 'form');
    assert.equal(initialState({ bodyView: 'json' }).bodyView, 'json');
    const chosen = after(shown, { type: 'bodyViewChosen', view: 'json' });
    assert.equal(reduce(chosen, shown).bodyView, 'json');
  });

  it('says a failure and lets send again', () => {
    const state = after(shown, { type: 'sendStarted' }, { type: 'failed', sentence: 'No.' });
    assert.deepEqual([state.sending, state.notice], [false, 'No.']);
    assert.equal(reduce(state, { type: 'dismissed' }).notice, '');
  });
});
