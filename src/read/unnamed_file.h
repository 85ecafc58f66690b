// Bytes as a file for programs that want one (a PDF that came through a pipe). It has no name in
// any folder, so nothing stays behind, whatever ends the program.
#pragma once

#include <string>
#include <string_view>

namespace tonglan {

class UnnamedFile {
 public:
  // In TMPDIR, else /tmp. Throws Error: 75 if the disk is full, 5 if it can't be made.
  explicit UnnamedFile(std::string_view bytes);
  ~UnnamedFile();
  UnnamedFile(const UnnamedFile&) = delete;
  UnnamedFile& operator=(const UnnamedFile&) = delete;

  // Opens for this program and its children while the object lives.
  std::string path() const;

 private:
  int fd_ = -1;
};

}  // namespace tonglan
