// Any bytes: detection either refuses them or names an encoding that decodes them; decoding does
// not depend on how the bytes are cut, and UTF-8 comes through as it is.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "read/encoding.h"
#include "read/text.h"
#include "tonglan.h"

namespace {

std::string decoded(const std::string& encoding, std::string_view bytes, std::size_t step) {
  tonglan::Decoder decoder(encoding);
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += step) {
    decoder.decode(bytes.substr(i, step), i + step >= bytes.size(), out);
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string encoding;
  try {
    encoding = tonglan::detect_encoding(bytes, true);
  } catch (const tonglan::Error& error) {
    if (error.status() != 2) std::abort();
    return 0;
  }
  const std::string whole = decoded(encoding, bytes, size + 1);
  if (whole != decoded(encoding, bytes, 1)) std::abort();
  if (encoding == "UTF-8" && whole != bytes) std::abort();
  tonglan::count_bad_bytes(whole);
  // Lines lie in the text, in order, and none is empty.
  const tonglan::Document document = tonglan::read_text(whole);
  std::uint32_t end = 0;
  for (const tonglan::Line& line : document.lines) {
    if (line.text.begin < end || line.text.end <= line.text.begin) std::abort();
    end = line.text.end;
  }
  if (end > document.text.size()) std::abort();
  return 0;
}
