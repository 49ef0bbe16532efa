const httpsOnly = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

interface Options {
  /** Directives with their sources. */
  contentSecurityPolicy: Readonly<Record<string, readonly string[]>>;
  /** Tells browsers to come by https only from now on. */
  https: boolean;
}

/**
 * What a reply carries that may be shown as a page: the headers that helmet sends, which a test holds them to. Worked out once, where
 * helmet does so for each request.
 */
export const pageHeaders = ({ contentSecurityPolicy, https }: Options): Record<string, string> => ({
  'content-security-policy': Object.entries(contentSecurityPolicy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  ...(https && httpsOnly),
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
});

/**
 * What a reply carries that is data and never a page: those of them that keep it from being taken for one, framed or embedded elsewhere.
 * The others are about documents, and each header is paid for by every call.
 */
export const dataHeaders = ({ https }: Pick<Options, 'https'>): Record<string, string> => ({
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  ...(https && httpsOnly),
  'x-content-type-options': 'nosniff',
});
