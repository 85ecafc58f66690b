// Packing of outputs, by the suffix of their name.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tonglan {

class Compressor {
 public:
  virtual ~Compressor() = default;
  // The packed bytes that are ready; `last` ends the stream.
  virtual std::string pack(std::string_view bytes, bool last) = 0;
};

// gzip for ".gz", zstd for ".zst"; nullptr for any other name.
std::unique_ptr<Compressor> compressor_for(std::string_view path);

}  // namespace tonglan
