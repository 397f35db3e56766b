import assert from 'node:assert/strict';
import * as tls from 'node:tls';
import { readSystemCertificates } from '../../../src/core/transport/systemCertificates';

const { getCACertificates } = tls as {
  getCACertificates?: (type: 'system') => readonly string[];
};

describe('the certificates of the system, read by the thread', () => {
  it('are those that the runtime tells of itself', async () => {
    const found = await readSystemCertificates();
    assert.deepEqual(found, getCACertificates?.('system'));
  });

  it('are told to all that ask meanwhile, and read anew afterwards', async () => {
    const [one, other] = [readSystemCertificates(), readSystemCertificates()];
    assert.equal(one, other);
    await one;
    const later = readSystemCertificates();
    assert.notEqual(later, one);
    await later;
  });

  it('a thread that ends without a word, and one that fails, are told', async () => {
    await assert.rejects(readSystemCertificates(''), /ended/);
    await assert.rejects(readSystemCertificates('process.exit(3)'), /ended/);
    await assert.rejects(readSystemCertificates('throw new Error("no")'), /no/);
  });
});
