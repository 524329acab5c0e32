import mammoth from 'mammoth';

/** A DOCX comes in, its text comes out as HTML without pictures; null when it cannot be read. */
self.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
  mammoth
    .convertToHtml(
      { arrayBuffer: data },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    )
    .then(
      ({ value }) => self.postMessage(value),
      () => self.postMessage(null),
    );
});
