const graphemes = new Intl.Segmenter();
// Two columns in a terminal: East Asian wide characters and pictures.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;
const widthOfOne = (grapheme: string) => (wide.test(grapheme) ? 2 : 1);

/** How many columns of a terminal a line takes. */
export const widthOf = (line: string): number => {
  let width = 0;
  for (const { segment } of graphemes.segment(line)) width += widthOfOne(segment);
  return width;
};

/** The line in at most `width` columns, with an ellipsis where something was left off. */
export const fit = (line: string, width: number): string => {
  if (widthOf(line) <= width) return line;
  let kept = '';
  let room = width - 1;
  for (const { segment } of graphemes.segment(line)) {
    room -= widthOfOne(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
};

/** One line of text that people wrote, safe to print: an escape sequence in it must not reach the terminal. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ');
