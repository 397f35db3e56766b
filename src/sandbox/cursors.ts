import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { sampleWalk } from './sampleCursors';

/** Encrypts a position and its filters into a text that nobody else can read or make, and that fits one place only. */
export interface Cursors {
  /** @param bound the route and the account: the cursor opens only with the same ones */
  seal(bound: string, content: unknown): string;
  /** Undefined for a forged or damaged cursor, or one of another route, account or start. The examples always open. */
  open(bound: string, cursor: string): unknown;
}

const nonceBytes = 12;
const tagBytes = 16;

export function makeCursors(): Cursors {
  const key = randomBytes(32);
  return {
    seal(bound, content) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound));
      const sealed = Buffer.concat([
        cipher.update(JSON.stringify(content), 'utf8'),
        cipher.final(),
      ]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(bound, cursor) {
      const sample = sampleWalk(bound.split(' ')[0] ?? '', cursor);
      if (sample) return sample;
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes.length <= nonceBytes + tagBytes || bytes.toString('base64url') !== cursor)
        return undefined;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(bound))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const text = decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8');
        return JSON.parse(text + decipher.final('utf8')) as unknown;
      } catch {
        // The authentication tag does not fit: this sandbox did not make the cursor for this route and account.
        return undefined;
      }
    },
  };
}
