import { createPmpClient } from '@pmp/client';

declare global {
  interface Window {
    /** Two calls made together, as another team's page would make them. */
    callTogether(url: string, token: string): Promise<{ categories: number; titles: string[] }>;
  }
}

window.callTogether = async (url, token) => {
  const pmp = createPmpClient({ url, getToken: () => token });
  const [categories, requests] = await Promise.all([
    pmp.public.categories.list.query(),
    pmp.homeowner.requests.list.query(),
  ]);
  return { categories: categories.length, titles: requests.items.map(({ title }) => title) };
};
