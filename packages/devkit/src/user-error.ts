/** A fault that the person at the keyboard can mend. Its message is one sentence that says how. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
