import type { Plugin } from 'vite';

/**
 * Leaves out of the client what zod needs only to write JSON schemas, which no bundler can know to be unused: some 6 kB
 * (gzip) of the first screens. Should zod change, it comes back, and the test of the first screens' size says so.
 */
export function zodWithoutJsonSchema(): Plugin {
  return {
    name: 'ruam-zod',
    apply: 'build',
    transform: {
      filter: { id: /[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/ },
      handler: (code) => ({
        code: code
          .replace(
            /inst\._zod\.processJSONSchema = \(ctx, json, params\) => processors\.\w+\(inst, ctx, json, params\);/g,
            '',
          )
          .replace(/createToJSONSchemaMethod\(this, \{\}\)\(params\)/, 'undefined')
          .replace(/createStandardJSONSchemaMethod\(this, "(?:input|output)"\)/g, 'undefined'),
        map: null,
      }),
    },
  };
}
