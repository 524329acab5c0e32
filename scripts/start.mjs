// npm start: the trial, with the FY 2562 sample.
import { runServer } from './child.mjs';
import { buildClient, installPackages } from './install.mjs';

await installPackages();
await buildClient();
runServer(['server/src/main.ts', 'trial']);
