/* tonglan for C and whatever speaks C: open, feed a text or a page, get the document, free.
 *
 *   tonglan_handle* t = tonglan_open();
 *   if (tonglan_feed_text(t, bytes, size) == 0) {
 *     size_t length;
 *     const char* json = tonglan_document(t, "json", &length);
 *   }
 *   tonglan_free(t);
 *
 * A handle holds one document and its options. Handles know nothing of each other; calls to one
 * handle wait for each other, so any thread may make them. No exception and no signal comes out of
 * here. The interface only grows: what is declared here stays.
 *
 * Status: 0 done; else the program's exit status: 1 usage, 2 unusable input or over a limit, 4 a
 * self-check failed, 75 out of memory. tonglan_error() says it in words. */
#ifndef TONGLAN_C_H
#define TONGLAN_C_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TONGLAN_API __attribute__((visibility("default")))
#else
#define TONGLAN_API
#endif

typedef struct tonglan_handle tonglan_handle;

/* "0.1.0" */
TONGLAN_API const char* tonglan_version(void);

/* NULL only if there is no memory. */
TONGLAN_API tonglan_handle* tonglan_open(void);
TONGLAN_API void tonglan_free(tonglan_handle* handle); /* NULL is fine */

/* An option for what is fed from now on, by its name on the command line: "relink" (auto,
 * always, never), "folios" (yes, no), "explain" (yes, no), "han-latin-space" (keep, strip, insert),
 * "direction" (auto, horizontal, vertical). */
TONGLAN_API int tonglan_set(tonglan_handle* handle, const char* name, const char* value);

/* Repairs a text: UTF-8; bytes that are none are kept. */
TONGLAN_API int tonglan_feed_text(tonglan_handle* handle, const char* bytes, size_t size);

/* Lays out the page or pages of a file with boxes. `format`: hocr, alto, page, tsv, ocr-json or
 * document; NULL: the first bytes tell. */
TONGLAN_API int tonglan_feed_page(tonglan_handle* handle, const char* bytes, size_t size,
                                  const char* format);

/* The document that was fed last, in one of the program's output formats ("json", "txt", "md",
 * "jsonl", "hocr", "alto", "page", "tsv"). NULL where there is none or no such format. The bytes end
 * in a NUL that is not counted in `size` (which may be NULL), and stand until the next call with this
 * handle. */
TONGLAN_API const char* tonglan_document(tonglan_handle* handle, const char* format, size_t* size);

/* What went wrong in the last call; "" if nothing did. Stands until the next call. */
TONGLAN_API const char* tonglan_error(tonglan_handle* handle);

#ifdef __cplusplus
}
#endif
#endif
