// read_document_json: any bytes give a Document or an Error; what was read is written as it was
// read, and can be repaired, whatever of it is kept.
#include "check_pages.h"
#include "read/box/document_json.h"
#include "write/formats.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace tonglan;
  Document document;
  try {
    document = read_document_json(std::string(reinterpret_cast<const char*>(data), size), {});
  } catch (const Error& e) {
    require(e.status() == 2 && *e.what() != '\0');
    return 0;
  }
  std::string once, twice;
  write_json(document, once);
  write_json(read_document_json(once, {}), twice);
  require(once == twice);
  check_writers(document);
  if (document.pages.empty()) return 0;
  for (const Keep& keep : {Keep{}, Keep{true, false, false}, Keep{true, true, true}}) {
    RepairOptions options;
    options.keep = keep;
    try {
      check_repaired(repair_pages(document, options));
    } catch (const Error& e) {
      require(e.status() == 2);
    }
  }
  return 0;
}
