#include "read/unnamed_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "tonglan.h"

namespace tonglan {

UnnamedFile::UnnamedFile(std::string_view bytes) {
  const char* folder = std::getenv("TMPDIR");
  std::string name = std::string(folder && *folder ? folder : "/tmp") + "/tonglan-XXXXXX";
  fd_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd_ < 0) {
    throw Error(5, name + ": no temporary file can be made: " + std::strerror(errno) +
                       "; set TMPDIR to a folder that can be written");
  }
  ::unlink(name.c_str());
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) {
      const int problem = errno;
      ::close(fd_);
      throw Error(problem == ENOSPC ? 75 : 5,
                  std::string("a temporary file can't be written: ") + std::strerror(problem));
    }
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

UnnamedFile::~UnnamedFile() { ::close(fd_); }

std::string UnnamedFile::path() const {
  return "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(fd_);
}

}  // namespace tonglan
