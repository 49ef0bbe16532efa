import { type ReactElement, type ReactNode, useEffect, useState } from 'react';

/** Draws its children only after a moment: what comes at once must not flicker. */
export function Delayed({ children, ms = 150 }: { children: ReactNode; ms?: number }): ReactElement | null {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return due ? <>{children}</> : null;
}
