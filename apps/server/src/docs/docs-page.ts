// The page holds no inline script or style: the content security policy forbids both.

export const docsHtml = ({ local }: { local: boolean }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API · Property Maintenance Platform</title>
    <link rel="icon" href="/docs/assets/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
    <link rel="stylesheet" href="/docs/page.css">
  </head>
  <body>${local ? localHint : ''}
    <main id="docs"></main>
    <script src="/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/docs/page.js"></script>
  </body>
</html>
`;

const localHint = `
    <p class="hint">
      This is a local installation: <code>npm run -s token -- homeowner</code> prints a token for <b>Authorize</b>.
    </p>`;

/** Everything that Swagger UI would fetch from elsewhere is turned off. */
export const docsScript = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  tryItOutEnabled: true,
});
`;

export const docsStyle = `body { margin: 0; }
.hint { margin: 0; padding: 0.75rem 1.25rem; background: #fff4d6; color: #3b2f00; font: 1rem/1.4 system-ui, sans-serif; }
`;
