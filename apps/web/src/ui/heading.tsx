import { type ReactElement, useEffect, useRef } from 'react';

let lastPlace: string | undefined;

/** The title of a screen and of its tab. Takes the focus when the person has moved here, not at the first load. */
export function Heading({ children, title = children }: { children: string; title?: string }): ReactElement {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Property Maintenance`;
  }, [title]);
  useEffect(() => {
    const place = location.pathname + location.search;
    if (lastPlace !== undefined && lastPlace !== place) ref.current?.focus({ preventScroll: true });
    lastPlace = place;
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1}>
      {children}
    </h1>
  );
}
