import { asText } from '../../src/core/common/markdown';

/** Each way in which the key could lie somewhere, as the bytes a file would hold, one character a byte. */
export function formsOf(key: string): readonly string[] {
  const utf16 = Buffer.from(key, 'utf16le').toString('latin1');
  const percent = Buffer.from(key).toString('hex').replace(/../g, '%$&');
  // What is the same in base64 wherever the key begins in the encoded text.
  const inBase64 = [0, 1, 2].flatMap(offset => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]).toString('base64');
    const inner = text.slice(offset === 0 ? 0 : 4, -4);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  // As JSON and `inspect` write it.
  const escaped = ['\\u0000', '\\x00'].map(zero => utf16.replaceAll('\0', zero));
  const entities = key.replace(/[^A-Za-z0-9]/g, found => `&#${found.charCodeAt(0)};`);
  // As a header's name it is in lower case.
  const asIs = [key, key.toLowerCase(), encodeURIComponent(key), entities];
  const plain = [...asIs, percent, utf16, ...inBase64];
  // As Markdown writes it: what nobody sees is a blank there.
  const markdown = [utf16.replaceAll('\0', ' ').trim(), ...plain.map(asText)];
  return [...new Set([...plain, ...escaped, ...markdown])];
}
