import { type ReactElement, useState } from 'react';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];
const words: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };
const key = 'pmp.theme';

// The same page attribute and storage key as public/theme.js, which runs before the first paint.
const current = (): Theme => {
  const set = document.documentElement.dataset['theme'];
  return set === 'light' || set === 'dark' ? set : 'system';
};

const choose = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Without storage the choice lasts until the page is left.
  }
};

export function ThemeSwitch(): ReactElement {
  const [theme, setTheme] = useState(current);
  return (
    <fieldset className="flex flex-wrap items-center gap-3">
      <legend className="float-left mr-3 py-2.5 font-semibold">Theme</legend>
      <div className="segments">
        {themes.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="theme"
              value={name}
              checked={theme === name}
              onChange={() => {
                choose(name);
                setTheme(name);
              }}
            />
            {words[name]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
