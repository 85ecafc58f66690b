/* text: broken text from stdin, whole paragraphs to stdout. */
#include <stdio.h>
#include <stdlib.h>
#include <tonglan_c.h>

int main(void) {
  char* bytes = NULL;
  size_t size = 0, room = 0, got = 0;
  do {
    size += got;
    if (size == room) bytes = realloc(bytes, room = room ? 2 * room : 65536);
    if (!bytes) return 75;
  } while ((got = fread(bytes + size, 1, room - size, stdin)) > 0);

  tonglan_handle* handle = tonglan_open();
  int status = tonglan_feed_text(handle, bytes, size);
  if (status == 0) {
    size_t length = 0;
    const char* text = tonglan_document(handle, "txt", &length);
    fwrite(text, 1, length, stdout);
  } else {
    fprintf(stderr, "text: %s\n", tonglan_error(handle));
  }
  tonglan_free(handle);
  free(bytes);
  return status;
}
