#include "write/compress.h"

#include <zlib.h>
#include <zstd.h>

#include <new>
#include <vector>

#include "tonglan.h"

namespace tonglan {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;

class Gzip final : public Compressor {
 public:
  Gzip() {
    if (deflateInit2(&stream_, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~Gzip() override { deflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  std::string pack(std::string_view bytes, bool last) override {
    std::string out;
    // zlib counts in 32 bits.
    for (; bytes.size() > kStep; bytes.remove_prefix(kStep))
      run(bytes.substr(0, kStep), false, out);
    run(bytes, last, out);
    return out;
  }

 private:
  static constexpr std::size_t kStep = std::size_t{1} << 30;

  void run(std::string_view bytes, bool last, std::string& out) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = static_cast<uInt>(buffer_.size());
      deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
      out.append(buffer_.data(), buffer_.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  z_stream stream_{};
  std::vector<char> buffer_ = std::vector<char>(kChunk);
};

class Zstd final : public Compressor {
 public:
  Zstd() : context_(ZSTD_createCCtx()) {
    if (!context_) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_, ZSTD_c_checksumFlag, 1);
  }
  ~Zstd() override { ZSTD_freeCCtx(context_); }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;

  std::string pack(std::string_view bytes, bool last) override {
    std::string packed;
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    for (bool done = false; !done;) {
      ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
      const std::size_t left =
          ZSTD_compressStream2(context_, &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
      if (ZSTD_isError(left)) throw Error(75, std::string("zstd: ") + ZSTD_getErrorName(left));
      packed.append(buffer_.data(), out.pos);
      done = last ? left == 0 : in.pos == in.size;
    }
    return packed;
  }

 private:
  ZSTD_CCtx* context_;
  std::vector<char> buffer_ = std::vector<char>(kChunk);
};

}  // namespace

std::unique_ptr<Compressor> compressor_for(std::string_view path) {
  if (path.ends_with(".gz")) return std::make_unique<Gzip>();
  if (path.ends_with(".zst")) return std::make_unique<Zstd>();
  return nullptr;
}

}  // namespace tonglan
