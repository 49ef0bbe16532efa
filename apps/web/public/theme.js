// Puts the theme that the person chose on the page before anything is drawn. Without a choice the system decides.
try {
  const theme = localStorage.getItem('pmp.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be switched off; the system's theme is then right.
}
