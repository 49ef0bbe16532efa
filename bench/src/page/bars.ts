/** One bar: a name, its length, and what is written at its end. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** The ends of its interval, drawn as a line. */
  readonly low?: number;
  readonly high?: number;
}

const [width, left, barHeight, gap, top] = [720, 190, 20, 8, 46];
const right = 90;

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Bars with intervals, as an SVG of plain shapes. `mark` draws a line at a value, such as a goal or 1. */
export const bars = (title: string, rows: readonly Bar[], mark?: { at: number; label: string }): string => {
  const most = Math.max(...rows.map(({ value, high }) => high ?? value), mark?.at ?? 0);
  const x = (value: number) => (left + (value / most) * (width - left - right)).toFixed(1);
  const height = top + rows.length * (barHeight + gap) + 14;
  const line = (atX: string, style: string) =>
    `<line x1="${atX}" x2="${atX}" y1="${top - 8}" y2="${height - 8}" ${style}/>`;
  const drawn = rows.flatMap(({ name, value, low, high }, index) => {
    const y = top + index * (barHeight + gap);
    const middle = y + barHeight / 2;
    return [
      `<text x="${left - 8}" y="${middle + 4}" text-anchor="end">${escape(name)}</text>`,
      `<rect x="${left}" y="${y}" width="${(Number(x(value)) - left).toFixed(1)}" height="${barHeight}" fill="#3b6ea5"/>`,
      ...(low === undefined || high === undefined
        ? []
        : [
            `<line x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}" stroke="#222" stroke-width="2"/>`,
          ]),
      `<text x="${Number(x(high ?? value)) + 6}" y="${middle + 4}">${value}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="12" y="22" font-size="15">${escape(title)}</text>`,
    ...drawn,
    ...(mark
      ? [
          line(x(mark.at), 'stroke="#b03a2e" stroke-dasharray="4 3"'),
          `<text x="${x(mark.at)}" y="${top - 12}" fill="#b03a2e" text-anchor="middle">${escape(mark.label)}</text>`,
        ]
      : []),
    '</svg>',
    '',
  ].join('\n');
};
