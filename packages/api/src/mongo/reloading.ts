/** Reference data held in memory and read again now and then, so that calls never wait for it. */
export interface Reloading<Value> {
  current(): Value;
  reload(): Promise<void>;
  stop(): void;
}

/** `initial` serves until the first load; a failed reload keeps what is there and is reported. */
export const reloading = <Value>(
  initial: Value,
  load: () => Promise<Value>,
  { everyMs, onError }: { everyMs: number; onError: (error: unknown) => void },
): Reloading<Value> => {
  let value = initial;
  const reload = async () => {
    value = await load();
  };
  const timer = setInterval(() => void reload().catch(onError), everyMs);
  timer.unref();
  return { current: () => value, reload, stop: () => clearInterval(timer) };
};
