// read_hocr: any bytes give a Document or an Error, and a Document keeps its own rules.
#include "check_boxes.h"
#include "read/box/hocr.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  tonglan::check_reader(tonglan::read_hocr, data, size);
  return 0;
}
