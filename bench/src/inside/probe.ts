// Loaded into a server before its own code: tells what its JavaScript heap has allocated since it was last asked.
import { createServer } from 'node:http';
import { GCProfiler, getHeapStatistics } from 'node:v8';

const profiler = new GCProfiler();
let usedAtStart = 0;
profiler.start();

const allocatedSince = (): number => {
  const { statistics } = profiler.stop() ?? { statistics: [] };
  let used = usedAtStart;
  let allocated = 0;
  for (const { beforeGC, afterGC } of statistics) {
    allocated += Math.max(0, beforeGC.heapStatistics.usedHeapSize - used);
    used = afterGC.heapStatistics.usedHeapSize;
  }
  const now = getHeapStatistics().used_heap_size;
  usedAtStart = now;
  profiler.start();
  return allocated + Math.max(0, now - used);
};

createServer((_request, response) => response.end(String(allocatedSince())))
  .listen(Number(process.env['PMP_BENCH_PROBE']), '127.0.0.1')
  .unref();
