/** For a hook with a callback that has to wait after all. */
export const doneAfter = async (waiting: Promise<void>, done: (error?: Error) => void) => {
  let fault: Error | undefined;
  try {
    await waiting;
  } catch (error) {
    fault = error instanceof Error ? error : new Error(String(error));
  }
  done(fault);
};
