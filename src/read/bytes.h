// Where bytes come from: a file or stdin, unpacked on the way if it is gzip or zstd.
//
// This is the reading side's edge to the outside world: a tiny interface, one implementation a
// packing. Nothing is loaded whole.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace tonglan {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `size` bytes; 0 only at the end. Throws Error: 5 if reading fails, 2 if packed data is
  // damaged or ends early.
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

// `path` "-" is stdin. The first bytes tell the packing, whatever the name says; a name in .gz or
// .zst whose content is not packed is refused. Throws Error: 5 if there is no such file or it can't
// be opened, 2 for a directory.
std::unique_ptr<ByteSource> open_bytes(const std::string& path);

// Reads until `size` bytes are there or the source ends.
std::size_t read_fully(ByteSource& source, char* to, std::size_t size);

// Up to `size` first bytes of a source, and a source that still gives all of them.
struct Peeked {
  std::string head;
  std::unique_ptr<ByteSource> source;
};
Peeked peek(std::unique_ptr<ByteSource> source, std::size_t size);

// All bytes of a source. Throws Error (status 2) where there are more than `limit`.
std::string read_all(ByteSource& source, std::size_t limit);

}  // namespace tonglan
