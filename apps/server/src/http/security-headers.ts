interface Options {
  /** Directives with their sources. */
  contentSecurityPolicy: Readonly<Record<string, readonly string[]>>;
  /** Tells browsers to come by https only from now on. */
  https: boolean;
}

/**
 * What every reply carries: the headers that helmet sends, which a test holds them to. Worked out once, where helmet does so
 * for each request.
 */
export const securityHeaders = ({ contentSecurityPolicy, https }: Options): Record<string, string> => ({
  'content-security-policy': Object.entries(contentSecurityPolicy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  ...(https && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
});
