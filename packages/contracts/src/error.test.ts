import { describe, expect, it } from 'vitest';
import { appErrorCodes, ErrorData } from './error.ts';

describe('ErrorData', () => {
  it('is found inside what tRPC adds', () => {
    const data = {
      code: 'CONFLICT',
      httpStatus: 409,
      path: 'a.b',
      appCode: 'stale_version',
      currentVersion: 3,
    };
    expect(ErrorData.parse(data)).toEqual({ appCode: 'stale_version', currentVersion: 3 });
  });

  it('knows every code and no other', () => {
    for (const appCode of appErrorCodes) expect(ErrorData.safeParse({ appCode }).success).toBe(true);
    expect(ErrorData.safeParse({ appCode: 'teapot' }).success).toBe(false);
    expect(ErrorData.safeParse({}).success).toBe(false);
    expect(new Set(appErrorCodes).size).toBe(appErrorCodes.length);
  });
});
