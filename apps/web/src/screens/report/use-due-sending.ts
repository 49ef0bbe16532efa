import { useEffect, useRef, useState } from 'react';

const firstWait = 10_000;
const longestWait = 120_000;

/** How long to wait before the next try, after so many in vain. */
export const waitAfter = (tries: number): number =>
  tries === 0 ? 0 : Math.min(firstWait * 2 ** (tries - 1), longestWait);

/**
 * Sends what is due, at once and then again after ever longer waits, until it is due no more. Answers how often. What is
 * sent needs a key that makes sending it twice harmless.
 */
export const useDueSending = (due: boolean, isPending: boolean, send: () => void): number => {
  const [tries, setTries] = useState(0);
  const [wasDue, setWasDue] = useState(due);
  if (wasDue !== due) {
    setWasDue(due);
    setTries(0);
  }
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    if (!due || isPending) return;
    const timer = setTimeout(() => {
      setTries(tries + 1);
      latest.current();
    }, waitAfter(tries));
    return () => clearTimeout(timer);
  }, [due, isPending, tries]);
  return tries;
};
