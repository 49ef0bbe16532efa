const firstMs = 1_000;
const mostMs = 30_000;
/** Who lived this long died of something else than how it was started. */
const healthyMs = 60_000;

/** How long to wait before a dead worker is replaced: longer with each that died soon, so that none makes a storm of forks. */
export const respawnDelay = ({ monotonic }: { monotonic(): number }) => {
  let delay = firstMs;
  let lastDeath = Number.NEGATIVE_INFINITY;
  return (livedMs: number) => {
    const now = monotonic();
    const isolated = now - lastDeath > healthyMs;
    lastDeath = now;
    delay = livedMs >= healthyMs || isolated ? firstMs : Math.min(delay * 2, mostMs);
    return delay;
  };
};
