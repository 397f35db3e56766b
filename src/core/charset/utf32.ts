import { atOnce, type Steps } from '../common/steps';

const byteOrderMark = 0xfeff;
/** Characters for one call: `fromCodePoint` cannot take an argument for each character of a long text. */
const piece = 8_192;

/** Decodes UTF-32, which `TextDecoder` does not know. Invalid characters become U+FFFD. */
export function fromUtf32(bytes: Uint8Array, isLittle: boolean): string {
  const texts: string[] = [];
  atOnce(utf32InSteps(bytes, isLittle, text => texts.push(text)));
  return texts.join('');
}

/** Decodes as `fromUtf32` does, with a step at each piece of text. */
export function* utf32InSteps(
  bytes: Uint8Array,
  isLittle: boolean,
  tell: (text: string) => void,
): Steps<void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let points: number[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const point = at + 4 > bytes.length ? 0xfffd : view.getUint32(at, isLittle);
    if (at > 0 || point !== byteOrderMark) points.push(isCharacter(point) ? point : 0xfffd);
    if (points.length < piece) continue;
    tell(String.fromCodePoint(...points));
    points = [];
    yield;
  }
  tell(String.fromCodePoint(...points));
}

const isCharacter = (point: number): boolean =>
  point < 0xd800 || (point >= 0xe000 && point <= 0x10ffff);
