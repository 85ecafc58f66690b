// open_image: any bytes give pages within the limits or an Error.
#include <cstdlib>
#include <string_view>

#include "read/image/image.h"
#include "tonglan.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace tonglan;
  LimitOptions limits;
  limits.max_pixels = 100'000;
  try {
    const auto file = open_image({reinterpret_cast<const char*>(data), size}, limits);
    for (std::uint32_t i = 0; i < file->page_count() && i < 4; ++i) {
      const Pixels page = file->read_page(i);
      const std::size_t pixels = static_cast<std::size_t>(page.width) * page.height;
      if (pixels == 0 || pixels > limits.max_pixels) std::abort();
      if (page.bytes.size() != pixels * page.channels) std::abort();
    }
  } catch (const Error& error) {
    if (error.status() != 2) std::abort();
  }
  return 0;
}
