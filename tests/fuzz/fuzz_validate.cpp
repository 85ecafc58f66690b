// validate: any bytes give a list of faults or an Error.
#include <cstdlib>
#include <string>

#include "tonglan.h"
#include "validate/validate.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  try {
    tonglan::validate(std::string(reinterpret_cast<const char*>(data), size));
  } catch (const tonglan::Error& e) {
    if (e.status() != 2) std::abort();
  }
  return 0;
}
