/** What the tests use of s3rver, which comes without types. */
declare module 's3rver' {
  class S3rver {
    constructor(options: Readonly<Record<string, unknown>>);
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
  // biome-ignore lint/style/noDefaultExport: the package is so
  export default S3rver;
}
