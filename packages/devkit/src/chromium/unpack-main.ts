// A process of its own: the package unpacks into TMPDIR, and unpacks its libraries only where it believes to run
// in the cloud service that it was made for. Both are told by this process's environment.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
