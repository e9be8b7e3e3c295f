/** The service as a child of a test: tells its address, ends on SIGTERM as `npm start` does. */
import { readConfig } from '../../server/config.ts';
import { startService } from '../../server/main.ts';
import { createLogger } from '../../server/runtime/logger.ts';

const config = readConfig();
const service = await startService(config, createLogger({ name: 'godwit', level: config.logLevel }));
service.lifeCycle.listen({ untilParentEnds: true });
process.send?.({ url: service.url });
