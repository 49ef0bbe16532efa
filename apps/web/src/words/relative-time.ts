const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/**
 * The app speaks English; of it, the reader's own way to write a date. Chromium on a system without a language says `en-US@posix`: Intl
 * refuses such names with a RangeError, and there would be no page at all.
 */
export const dateLocaleOf = (language: string): string => {
  const [tag = ''] = language.split('@');
  return /^en(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i.test(tag) ? tag : 'en-GB';
};

const locale = dateLocaleOf(navigator.language);
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });

/** `5 minutes ago`, `yesterday`; the date itself once it is more than four weeks away. */
export const relativeTime = (at: Date, now: Date): string => {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) > 28 * 86_400) return date.format(at);
  const unit = units.find(([, size]) => Math.abs(seconds) >= size);
  return unit ? relative.format(Math.trunc(seconds / unit[1]), unit[0]) : 'just now';
};

export const exactTime = (at: Date): string => exact.format(at);

export const clockTime = (at: Date): string => clock.format(at);
