declare module '*.css';
declare module '@fontsource/sarabun/*';
declare module '*.html?raw' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: Vite gives a file's text so
  export default text;
}

/** The address of a file of a package, built as it is. */
declare module '*?url' {
  const address: string;
  // biome-ignore lint/style/noDefaultExport: Vite gives a file's address so
  export default address;
}
