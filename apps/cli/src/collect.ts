interface PageOf<Item> {
  items: Item[];
  nextCursor: string | null;
}

const largestPage = 100;

/** Reads pages until there are `wanted` items or no more; `more` tells that some were left. */
export async function collect<Item>(
  wanted: number,
  readPage: (page: { limit: number; cursor?: string }) => Promise<PageOf<Item>>,
): Promise<{ items: Item[]; more: boolean }> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(largestPage, wanted - items.length);
    const page: PageOf<Item> = await readPage({ limit, ...(cursor !== null && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < wanted);
  return { items, more: cursor !== null };
}
