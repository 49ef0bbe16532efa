import * as z from 'zod/mini';

/** Says what is wrong with a field in the words of a person at a desk. Loaded with the forms only. */
const message = (issue: z.core.$ZodRawIssue): string | undefined => {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin !== 'string') return undefined;
      return issue.input === '' || Number(issue.minimum) <= 1
        ? 'Fill this in'
        : `Use at least ${issue.minimum} characters`;
    case 'too_big':
      return issue.origin === 'string' ? `Use at most ${issue.maximum} characters` : undefined;
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'Fill this in' : 'This does not fit here';
    case 'invalid_value':
      return 'Choose one of the options';
    default:
      return undefined;
  }
};

export const speakPlainly = (): void => {
  z.config({ customError: message });
};
