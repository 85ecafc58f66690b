#include "read/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <vector>

#include "tonglan.h"

namespace tonglan {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;

class File final : public ByteSource {
 public:
  explicit File(const std::string& path) {
    if (path == "-") {
      fd_ = STDIN_FILENO;
    } else {
      do {
        fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
      } while (fd_ < 0 && errno == EINTR);
      if (fd_ < 0) throw Error(5, std::strerror(errno));
      owned_ = true;
    }
    struct stat info {};
    if (::fstat(fd_, &info) == 0 && S_ISDIR(info.st_mode)) {
      if (owned_) ::close(fd_);
      throw Error(2, "is a directory; name its files, for example " + (path == "-" ? "DIR" : path) +
                         (path.ends_with('/') ? "" : "/") + "*.txt");
    }
  }
  ~File() override {
    if (owned_) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::read(fd_, to, size);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) throw Error(5, std::string("can't be read: ") + std::strerror(errno));
    }
  }

 private:
  int fd_ = -1;
  bool owned_ = false;
};

// The bytes that were looked at to tell the packing, then the rest.
class Rewound final : public ByteSource {
 public:
  Rewound(std::string head, std::unique_ptr<ByteSource> rest)
      : head_(std::move(head)), rest_(std::move(rest)) {}
  std::size_t read(char* to, std::size_t size) override {
    if (at_ == head_.size()) return rest_->read(to, size);
    const std::size_t count = head_.copy(to, size, at_);
    at_ += count;
    return count;
  }

 private:
  std::string head_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

class Gzip final : public ByteSource {
 public:
  explicit Gzip(std::unique_ptr<ByteSource> packed) : packed_(std::move(packed)) {
    if (inflateInit2(&stream_, 15 + 16) != Z_OK) throw std::bad_alloc();
  }
  ~Gzip() override { inflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(std::min(size, std::size_t{1} << 30));
    const uInt wanted = stream_.avail_out;
    while (stream_.avail_out == wanted) {
      if (stream_.avail_in == 0) {
        const std::size_t got = packed_->read(in_.data(), in_.size());
        stream_.next_in = reinterpret_cast<Bytef*>(in_.data());
        stream_.avail_in = static_cast<uInt>(got);
        if (got == 0) {
          if (!between_members_) throw Error(2, "the gzip data ends early; the file is cut off");
          return 0;
        }
      }
      if (between_members_) inflateReset(&stream_);
      between_members_ = false;
      const int state = inflate(&stream_, Z_NO_FLUSH);
      if (state == Z_STREAM_END) {
        between_members_ = true;
      } else if (state != Z_OK && state != Z_BUF_ERROR) {
        throw Error(2, "the gzip data is damaged");
      }
    }
    return wanted - stream_.avail_out;
  }

 private:
  std::unique_ptr<ByteSource> packed_;
  z_stream stream_{};
  std::vector<char> in_ = std::vector<char>(kChunk);
  bool between_members_ = false;
};

class Zstd final : public ByteSource {
 public:
  explicit Zstd(std::unique_ptr<ByteSource> packed)
      : packed_(std::move(packed)), context_(ZSTD_createDCtx()) {
    if (!context_) throw std::bad_alloc();
  }
  ~Zstd() override { ZSTD_freeDCtx(context_); }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0) {
      if (buffer_.pos == buffer_.size && !more_out_) {
        buffer_ = {in_.data(), packed_->read(in_.data(), in_.size()), 0};
        if (buffer_.size == 0) {
          if (inside_frame_) throw Error(2, "the zstd data ends early; the file is cut off");
          return 0;
        }
      }
      const std::size_t hint = ZSTD_decompressStream(context_, &out, &buffer_);
      if (ZSTD_isError(hint)) {
        throw Error(2, std::string("the zstd data is damaged: ") + ZSTD_getErrorName(hint));
      }
      inside_frame_ = hint != 0;
      // A full output buffer may leave data inside the context.
      more_out_ = inside_frame_ && out.pos == out.size;
    }
    return out.pos;
  }

 private:
  std::unique_ptr<ByteSource> packed_;
  ZSTD_DCtx* context_;
  std::vector<char> in_ = std::vector<char>(kChunk);
  ZSTD_inBuffer buffer_{nullptr, 0, 0};
  bool inside_frame_ = false;
  bool more_out_ = false;
};

}  // namespace

std::size_t read_fully(ByteSource& source, char* to, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const std::size_t got = source.read(to + done, size - done);
    if (got == 0) break;
    done += got;
  }
  return done;
}

Peeked peek(std::unique_ptr<ByteSource> source, std::size_t size) {
  std::string head(size, '\0');
  head.resize(read_fully(*source, head.data(), head.size()));
  auto rewound = std::make_unique<Rewound>(head, std::move(source));
  return {std::move(head), std::move(rewound)};
}

std::string read_all(ByteSource& source, std::size_t limit) {
  std::string bytes;
  for (std::size_t got = kChunk; got > 0;) {
    const std::size_t old = bytes.size();
    if (old > limit) {
      throw Error(2, "is larger than " + std::to_string(limit) +
                         " bytes; raise the limit with --max-record");
    }
    bytes.resize(old + kChunk);
    got = source.read(bytes.data() + old, kChunk);
    bytes.resize(old + got);
  }
  return bytes;
}

std::unique_ptr<ByteSource> open_bytes(const std::string& path) {
  using namespace std::literals;
  auto file = std::make_unique<File>(path);
  std::string head(4, '\0');
  head.resize(read_fully(*file, head.data(), head.size()));
  const bool gzip = head.starts_with("\x1F\x8B"), zstd = head.starts_with("\x28\xB5\x2F\xFD"sv);
  auto rewound = std::make_unique<Rewound>(head, std::move(file));
  if (gzip) return std::make_unique<Gzip>(std::move(rewound));
  if (zstd) return std::make_unique<Zstd>(std::move(rewound));
  if (!head.empty() && (path.ends_with(".gz") || path.ends_with(".zst"))) {
    throw Error(2, "named like a packed file, but holds no gzip or zstd data");
  }
  return rewound;
}

}  // namespace tonglan
