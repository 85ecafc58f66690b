#include "write/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "tonglan.h"

namespace tonglan {
namespace {

constexpr std::size_t kBuffer = std::size_t{256} << 10;

// Names of unfinished files, in fixed memory, because a signal handler reads them. One run writes
// at most a file for each format at a time.
struct Unfinished {
  std::atomic<bool> taken{false};
  std::atomic<bool> ready{false};
  std::array<char, PATH_MAX> path{};
};
std::array<Unfinished, 16> unfinished;

int remember(const std::string& path) {
  if (path.size() >= PATH_MAX) return -1;
  for (std::size_t i = 0; i < unfinished.size(); ++i) {
    if (unfinished[i].taken.exchange(true)) continue;
    path.copy(unfinished[i].path.data(), path.size());
    unfinished[i].path[path.size()] = '\0';
    unfinished[i].ready = true;
    return static_cast<int>(i);
  }
  return -1;
}

void forget(int slot) {
  if (slot < 0) return;
  auto& entry = unfinished[static_cast<std::size_t>(slot)];
  entry.ready = false;
  entry.taken = false;
}

[[noreturn]] void fail(const std::string& path, int error) {
  if (error == EPIPE) throw Error(kPipeClosed, "");
  const bool full = error == ENOSPC || error == EDQUOT || error == ENOMEM;
  const std::string name = path == "-" ? "stdout" : path;
  throw Error(full ? 75 : 5, name + ": can't be written: " + std::strerror(error) +
                                 (full ? "; make room and run again" : ""));
}

// The rights a new file gets; those of the file whose place it takes, if there is one.
mode_t wanted_mode(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0) return info.st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

void remove_unfinished_outputs() noexcept {
  for (const auto& entry : unfinished) {
    if (entry.ready) ::unlink(entry.path.data());
  }
}

OutputFile::OutputFile(std::string path, std::string part) : path_(std::move(path)) {
  if (path_ == "-") {
    fd_ = STDOUT_FILENO;
    return;
  }
  compressor_ = compressor_for(path_);
  struct stat info {};
  const bool exists = ::stat(path_.c_str(), &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) fail(path_, EISDIR);
  if (exists && !S_ISREG(info.st_mode)) {
    fd_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd_ < 0) fail(path_, errno);
    owned_ = true;
    return;
  }
  // A file that may not be written must not be replaced either.
  if (exists && ::access(path_.c_str(), W_OK) != 0) fail(path_, errno);
  make_temporary(std::move(part));
}

void OutputFile::make_temporary(std::string part) {
  // Through a symbolic link, the file it points to is replaced, not the link.
  if (char* real = ::realpath(path_.c_str(), nullptr)) {
    path_ = real;
    std::free(real);
  }
  if (part.empty()) {
    const std::string folder = folder_of(path_);
    temporary_ = folder + (folder.ends_with('/') ? "" : "/") + ".tonglan-XXXXXX";
    fd_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  } else {
    temporary_ = std::move(part);
    fd_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  }
  if (fd_ < 0) {
    const int error = errno;
    temporary_.clear();
    fail(path_, error);
  }
  owned_ = true;
  slot_ = remember(temporary_);
}

OutputFile::~OutputFile() {
  if (owned_ && fd_ >= 0) ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  forget(slot_);
}

void OutputFile::write_now(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
    if (done >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(done));
    } else if (errno != EINTR) {
      fail(path_, errno);
    }
  }
}

void OutputFile::write_packed(std::string_view bytes) {
  if (compressor_) {
    write_now(compressor_->pack(bytes, false));
  } else {
    write_now(bytes);
  }
}

void OutputFile::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() < kBuffer) {
    buffer_.append(bytes);
    return;
  }
  write_packed(buffer_);
  buffer_.clear();
  write_packed(bytes);
}

void OutputFile::commit() {
  if (fd_ < 0) return;
  write_packed(buffer_);
  buffer_.clear();
  if (compressor_) write_now(compressor_->pack("", true));
  if (!temporary_.empty()) {
    if (::fchmod(fd_, wanted_mode(path_)) != 0) fail(path_, errno);
    if (::fsync(fd_) != 0) fail(path_, errno);
  }
  if (owned_ && ::close(std::exchange(fd_, -1)) != 0) fail(path_, errno);
  if (temporary_.empty()) return;
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_, errno);
  temporary_.clear();
  // The new name is on disk when its folder is; some file systems can't sync a folder.
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
}

}  // namespace tonglan
