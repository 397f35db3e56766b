import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog } from '../../../src/core/catalog/catalog';
import { takesIdempotencyKey } from '../../../src/core/catalog/idempotencyKey';
import { build, targetOf } from '../../../src/core/request/build';
import { check, hasErrors } from '../../../src/core/request/check';
import { draft, filePart, operationOf, pathOf, zeroId } from './drafts';

const target = (query: Record<string, unknown>) =>
  targetOf(draft('searchJobs', { query }), operationOf('searchJobs'));
const bodyText = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1');

/** Any text, half characters too. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map(units => String.fromCharCode(...units)),
  fc.constantFrom('.', '..', '/', '../../admin', '%2e%2e', '?x=1', '#', '\\', '\ud800', '@evil:1'),
);

describe('build', () => {
  it('keeps origin and path template whatever a path value is', () => {
    const operation = operationOf('getCompanyJobs');
    fc.assert(
      fc.property(anyText, id => {
        const of = draft('getCompanyJobs', { path: { id } });
        // What check refuses is never sent, yet even its address must be possible to show.
        const built = targetOf(of, operation);
        if (hasErrors(check(of, operation))) return;
        const url = new URL(`https://api.example${built}`);
        assert.equal(url.origin, 'https://api.example');
        assert.equal(url.search + url.hash, '');
        const [, api, companies, value, jobs, ...more] = url.pathname.split('/');
        assert.deepEqual([api, companies, jobs, more], ['api', 'companies', 'jobs', []]);
        assert.equal(decodeURIComponent(value ?? ''), Buffer.from(id).toString());
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives every query value back as it was, and no other parameter', () => {
    fc.assert(
      fc.property(anyText, anyText, (q, other) => {
        const url = new URL(`https://api.example${target({ q, other })}`);
        assert.deepEqual(
          [...url.searchParams],
          [
            ['q', Buffer.from(q).toString()],
            ['other', Buffer.from(other).toString()],
          ],
        );
      }),
      { numRuns: 500 },
    );
  });

  for (const [what, query, expected] of [
    ['nothing', {}, ''],
    ['what is undefined or null', { q: undefined, page: null }, ''],
    ['an empty list as `name=`', { include_facets: [] }, '?include_facets='],
    ['an empty text as `name=`', { include_facets: '' }, '?include_facets='],
    ['a list as one value', { work_model: ['remote', 'hybrid'] }, '?work_model=remote,hybrid'],
    ['commas as a list', { work_model: 'remote, hybrid' }, '?work_model=remote,hybrid'],
    ['a comma inside an item', { skills: ['a,b', 'c'] }, '?skills=a%2Cb,c'],
    [
      'numbers and booleans',
      { page: 2, search_description: false },
      '?search_description=false&page=2',
    ],
    ['the order of the document', { page: '1', q: 'x' }, '?q=x&page=1'],
    ['unknown ones last', { zz: 'é ü', q: 'x' }, '?q=x&zz=%C3%A9%20%C3%BC'],
    ['reserved characters', { q: 'a&b=c#d+e/?' }, '?q=a%26b%3Dc%23d%2Be%2F%3F'],
    ['an object as JSON', { q: { a: 1 } }, '?q=%7B%22a%22%3A1%7D'],
  ] as const) {
    it(`writes ${what}`, () => {
      assert.equal(target(query), `/api/jobs${expected}`);
    });
  }

  it('makes an idempotency key where one is taken, and keeps the one given in any spelling', () => {
    const operation = operationOf('createApplication');
    const headers = (own: Record<string, string>) =>
      build(draft('createApplication', { headers: own }), operation, 'made').headers;
    assert.equal(headers({})['idempotency-key'], 'made');
    assert.equal(headers({ 'Idempotency-Key': '' })['idempotency-key'], 'made');
    assert.equal(headers({ 'Idempotency-Key': 'mine' })['idempotency-key'], 'mine');
    assert.equal(headers({ 'idempotency-KEY': 'mine' })['idempotency-key'], 'mine');
  });

  it('makes no idempotency key for another operation', () => {
    for (const operation of catalog().operations) {
      const { headers } = build(
        draft(operation.id, { path: pathOf(operation) }),
        operation,
        'made',
      );
      assert.equal('idempotency-key' in headers, takesIdempotencyKey(operation), operation.id);
    }
    const keyed = catalog()
      .operations.filter(takesIdempotencyKey)
      .map(({ id }) => id);
    assert.deepEqual(keyed, ['createApplication']);
  });

  it('sends the JSON text as it was typed, its type said', () => {
    const text = ' {"queries": ["Größe"],\n "page_size": 1.0}\n';
    const request = build(
      draft('searchJobsPost', { body: text }),
      operationOf('searchJobsPost'),
      '',
    );
    assert.equal(Buffer.from(request.body ?? []).toString(), text.trim());
    assert.equal(request.headers['content-type'], 'application/json');
    assert.match(request.headers['accept'] ?? '', /application\/problem\+json/);
  });

  it('has no body and no type for a blank one, and none where the operation takes none', () => {
    for (const [id, body] of [
      ['searchJobsPost', ' \n'],
      ['searchJobs', '{"a":1}'],
    ] as const) {
      const request = build(draft(id, { body }), operationOf(id), '');
      assert.ok(!('body' in request) && !('content-type' in request.headers), id);
    }
  });

  it('never holds a key, a host or a length', () => {
    for (const operation of catalog().operations) {
      const { headers, target: path } = build(draft(operation.id), operation, 'made');
      for (const name of ['x-api-key', 'host', 'content-length']) assert.ok(!(name in headers));
      assert.ok(path.startsWith('/api/'));
    }
  });
});

describe('build, multipart', () => {
  const operation = operationOf('importProfile');
  const built = (file: { name: string; type: string; base64: string }) => {
    const request = build(draft('importProfile', { files: { file } }), operation, '');
    const type = request.headers['content-type'] ?? '';
    const boundary =
      /^multipart\/form-data; boundary=([\w-]+)$/.exec(type)?.[1] ?? assert.fail(type);
    return { text: bodyText(request.body), boundary, type, request };
  };

  it('frames the file by RFC 7578', () => {
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45]);
    const file = { name: 'cv.pdf', type: 'application/pdf', base64: bytes.toString('base64') };
    const { text, boundary } = built(file);
    assert.equal(
      text,
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="cv.pdf"\r\n` +
        `content-type: application/pdf\r\n\r\n${bytes.toString('latin1')}\r\n--${boundary}--\r\n`,
    );
  });

  it('is read back by the platform, byte for byte', async () => {
    const { request, type } = built(filePart(70_000));
    const answer = new Response(Buffer.from(request.body ?? []), {
      headers: { 'content-type': type },
    });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- for servers; here it is the judge of ours
    const form = await answer.formData();
    const file = form.get('file');
    assert.ok(file instanceof File);
    assert.deepEqual([file.name, file.type, file.size], ['resume.pdf', 'application/pdf', 70_000]);
  });

  it('takes no line break, quote or folder out of a file name, and no header out of a type', () => {
    const { text } = built({
      name: '../a"\r\nx-evil: 1\\b.pdf',
      type: 'text/plain\r\nx-evil: 2',
      base64: '',
    });
    const [head = ''] = text.split('\r\n\r\n');
    assert.equal(head.split('\r\n').length, 3);
    assert.match(head, /filename="\.\._a___x-evil: 1_b\.pdf"/);
    assert.match(head, /content-type: application\/octet-stream/);
  });

  it('has another boundary every time', () => {
    assert.notEqual(built(filePart(1)).boundary, built(filePart(1)).boundary);
  });

  it('builds a path of a real id', () => {
    const getJob = operationOf('getJob');
    assert.equal(
      targetOf(draft('getJob', { path: { id: zeroId } }), getJob),
      `/api/jobs/${zeroId}`,
    );
  });
});
