import { fieldWords } from '@pmp/contracts/field-words';
import * as z from 'zod/mini';

/** Makes the forms' own checks say what the server would say. Loaded with the forms only. */
export const speakPlainly = (): void => {
  z.config({ customError: fieldWords });
};
