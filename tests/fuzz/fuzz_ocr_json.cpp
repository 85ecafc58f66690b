// read_ocr_json: any bytes give a Document or an Error, and a Document keeps its own rules.
#include "check_boxes.h"
#include "read/box/ocr_json.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  tonglan::check_reader(tonglan::read_ocr_json, data, size);
  return 0;
}
