// Where results go: a file that appears whole or not at all, or stdout.
//
// A file is written beside its place under a hidden name, synced, then renamed; so a reader never
// sees half of it, and a result may take the place of its own input. Devices and pipes are written
// to directly.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "write/compress.h"

namespace tonglan {

// Exit status for "nobody reads the output any more": what a shell shows for a filter that a
// closed pipe ended. The error's message is empty: there is nobody to tell.
inline constexpr int kPipeClosed = 141;

class OutputFile {
 public:
  // `path` "-" is stdout. Packed if the name ends in .gz or .zst. Throws Error (status 5) if it
  // can't be made. `part`: where the file grows until it is whole, on the same file system; what
  // lies there is overwritten. Empty: a name that nobody has yet, beside `path`.
  explicit OutputFile(std::string path, std::string part = "");
  // Without commit() nothing is left behind.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // Throws Error: 75 if the disk is full, 141 if the pipe is closed, 5 for anything else.
  void write(std::string_view bytes);
  void commit();

 private:
  void write_packed(std::string_view bytes);
  void write_now(std::string_view bytes);
  void make_temporary(std::string part);

  std::string path_;
  std::string temporary_;  // empty where written to directly
  int slot_ = -1;          // of the list of unfinished files
  int fd_ = -1;
  bool owned_ = false;
  std::unique_ptr<Compressor> compressor_;
  std::string buffer_;
};

// Removes what unfinished OutputFiles have written. Safe to call from a signal handler.
void remove_unfinished_outputs() noexcept;

}  // namespace tonglan
