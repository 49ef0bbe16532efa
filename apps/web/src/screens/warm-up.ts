let warmed = false;

/** Fetches the other screens once the list stands, so that they open at once, and also without a connection. */
export const warmUp = (): (() => void) => {
  if (warmed) return () => {};
  const timer = setTimeout(() => {
    warmed = true;
    const screens = [
      import('./report/report-screen.tsx'),
      import('./report/sent-screen.tsx'),
      import('./request/request-screen.tsx'),
      import('./request/edit-screen.tsx'),
      import('./properties/properties-screen.tsx'),
      import('./properties/new-property-screen.tsx'),
      import('./properties/edit-property-screen.tsx'),
    ];
    // Whatever does not come now is asked for again when it is opened.
    void Promise.allSettled(screens);
  }, 500);
  return () => clearTimeout(timer);
};
