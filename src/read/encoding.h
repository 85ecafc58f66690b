// Which encoding an input is in, and its text as UTF-8.
//
// The idea: nothing is ever lost. UTF-8 is passed through untouched, bad bytes and all; other
// encodings go through ICU, and bytes that ICU can't read come out as those same bytes, never as
// U+FFFD. So whatever was odd is still there, and count_bad_bytes finds it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tonglan {

// How much of an input detection looks at, in bytes.
inline constexpr std::size_t kDetectionWindow = std::size_t{64} << 10;

// The ICU name of the encoding of an input that begins with `head`: "UTF-8", "UTF-16LE",
// "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030" or "Big5". `whole`: head is the whole input, so
// its last character can't be cut. Throws Error (status 2) if it is not text at all.
std::string detect_encoding(std::string_view head, bool whole);

// Bytes that are no part of a UTF-8 character. 0 for valid text, at the speed of simdjson.
std::size_t count_bad_bytes(std::string_view utf8);

// Turns a stream of bytes into UTF-8. A byte order mark of UTF-16 and UTF-32 goes (it belongs to
// the encoding); that of UTF-8 stays (bytes are passed through, and it counts as a blank).
class Decoder {
 public:
  // Throws Error (status 1) for a name that ICU does not know.
  explicit Decoder(const std::string& encoding);
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;

  // Input and output are the same bytes.
  bool is_identity() const { return !converter_; }
  // Appends to `utf8`; `last` says that no more bytes follow. Characters may be cut anywhere
  // between calls.
  void decode(std::string_view bytes, bool last, std::string& utf8);

 private:
  struct Converter;
  std::unique_ptr<Converter> converter_;
};

}  // namespace tonglan
