#include "read/encoding.h"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <vector>

#include "tonglan.h"

namespace tonglan {
namespace {

using namespace std::literals;

unsigned char byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

// Size of the UTF-8 character that begins at `i`; 0 where there is none.
std::size_t utf8_character(std::string_view text, std::size_t i) {
  const unsigned char lead = byte_at(text, i);
  if (lead < 0x80) return 1;
  const std::size_t size = lead < 0xC2   ? 0
                           : lead < 0xE0 ? 2
                           : lead < 0xF0 ? 3
                           : lead < 0xF5 ? 4
                                         : 0;
  if (size == 0 || i + size > text.size()) return 0;
  for (std::size_t k = 1; k < size; ++k) {
    if ((byte_at(text, i + k) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte_at(text, i + 1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second > 0x9F;
  const bool too_high = lead == 0xF4 && second > 0x8F;
  return overlong || surrogate || too_high ? 0 : size;
}

struct Magic {
  std::string_view bytes;
  const char* what;
};

constexpr std::array kMagic = {
    Magic{"\x89PNG\r\n\x1A\n"sv, "a PNG image; tonglan repairs the text that OCR made of it"},
    Magic{"\xFF\xD8\xFF"sv, "a JPEG image; tonglan repairs the text that OCR made of it"},
    Magic{"GIF8"sv, "a GIF image; tonglan repairs the text that OCR made of it"},
    Magic{"II*\0"sv, "a TIFF image; tonglan repairs the text that OCR made of it"},
    Magic{"MM\0*"sv, "a TIFF image; tonglan repairs the text that OCR made of it"},
    Magic{"%PDF-"sv, "a PDF; take its text out first, for example with pdftotext -raw"},
    Magic{"PK\x03\x04"sv, "a ZIP archive or office document; unpack it or save it as text"},
    Magic{"\x7F"
          "ELF"sv,
          "a program; give the text file"},
    Magic{"\xD0\xCF\x11\xE0"sv, "an office document; save it as text"},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive; unpack it"},
    Magic{"BZh"sv, "bzip2 data; unpack it"},
    Magic{"\xFD"
          "7zXZ"sv,
          "xz data; unpack it"},
};

void refuse_binary(std::string_view head) {
  for (const Magic& magic : kMagic) {
    // "BZh" alone could begin a text; real bzip2 data has a digit and pi behind it.
    if (head.starts_with(magic.bytes) && (magic.bytes != "BZh" || head.substr(4, 2) == "1A")) {
      throw Error(2, "not text: this is "s + magic.what);
    }
  }
  const auto controls =
      static_cast<std::size_t>(std::count_if(head.begin(), head.end(), [](char c) {
        const auto b = static_cast<unsigned char>(c);
        return (b < 0x20 && !(b >= '\t' && b <= '\r') && b != 0x1B) || b == 0x7F;
      }));
  // Text with a few stray NULs stays text; random bytes have one control byte in nine.
  if (controls >= 8 && controls * 25 > head.size()) {
    throw Error(
        2,
        "not text: too many control bytes (binary data?); if it is text after all, name its "
        "encoding with --encoding");
  }
}

// UTF-16 without a mark: zero bytes on one side only (Latin text), or units that are nearly all
// Chinese characters, full-width marks and ASCII (Chinese text).
std::string utf16_by_pattern(std::string_view head) {
  if (head.size() < 4) return "";
  const auto plausible = [&](std::size_t high) {
    std::size_t good = 0;
    for (std::size_t i = 0; i + 1 < head.size(); i += 2) {
      const unsigned unit = byte_at(head, i + high) << 8 | byte_at(head, i + 1 - high);
      good += (unit >= 0x20 && unit < 0x7F) || (unit >= 9 && unit <= 13) ||
              (unit >= 0x2010 && unit <= 0x2040) || (unit >= 0x3000 && unit < 0x3040) ||
              (unit >= 0x4E00 && unit < 0xA000) || unit >= 0xFF00;
    }
    return static_cast<double>(good) / static_cast<double>(head.size() / 2);
  };
  const double little = plausible(1), big = plausible(0);
  if (std::max(little, big) < 0.95 || std::min(little, big) > 0.7) return "";
  return little > big ? "UTF-16LE" : "UTF-16BE";
}

// How well bytes fit a double-byte encoding. `common`: characters of its first, frequent level and
// its punctuation; the levels of GB 2312 and Big5 are sorted by use, so the lead byte tells.
struct Fit {
  std::size_t characters = 0, common = 0, bad = 0;
  double share() const {
    const auto total = static_cast<double>(characters + 4 * bad);
    return total > 0 ? static_cast<double>(common) / total : 0;
  }
};

bool between(unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; }

Fit fit_gb18030(std::string_view text) {
  Fit fit;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned lead = byte_at(text, i);
    if (lead < 0x80) continue;
    const unsigned trail = i + 1 < text.size() ? byte_at(text, i + 1) : 0x40;
    if (!between(lead, 0x81, 0xFE)) {
      ++fit.bad;
    } else if (between(trail, 0x30, 0x39)) {
      ++fit.characters;
      i += 3;
    } else if (trail >= 0x40 && trail != 0x7F && trail != 0xFF) {
      ++fit.characters;
      fit.common += trail >= 0xA1 && (between(lead, 0xB0, 0xD7) || between(lead, 0xA1, 0xA3));
      ++i;
    } else {
      ++fit.bad;
    }
  }
  return fit;
}

Fit fit_big5(std::string_view text) {
  Fit fit;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned lead = byte_at(text, i);
    if (lead < 0x80) continue;
    const unsigned trail = i + 1 < text.size() ? byte_at(text, i + 1) : 0x40;
    if (between(lead, 0xA1, 0xF9) && (between(trail, 0x40, 0x7E) || between(trail, 0xA1, 0xFE))) {
      ++fit.characters;
      fit.common += between(lead, 0xA1, 0xC6);
      ++i;
    } else {
      ++fit.bad;
    }
  }
  return fit;
}

// The characters that make up a third of any Chinese text, in both scripts.
constexpr std::u16string_view kFrequent =
    u"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    u"民前面"
    u"這為個國時來們對會發動過，。、的與將從說後點新日月報電記者本市縣县报电记说后将从与";

// The share of kFrequent among the characters that the encoding finds in the bytes.
double frequent_share(const char* encoding, std::string_view bytes) {
  std::string utf8;
  Decoder(encoding).decode(bytes, false, utf8);
  std::size_t found = 0, total = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t size = std::max<std::size_t>(1, utf8_character(utf8, i));
    if (size == 3) {
      const auto c =
          static_cast<char16_t>((byte_at(utf8, i) & 0xF) << 12 |
                                (byte_at(utf8, i + 1) & 0x3F) << 6 | (byte_at(utf8, i + 2) & 0x3F));
      found += kFrequent.find(c) != kFrequent.npos;
    }
    total += byte_at(utf8, i) >= 0x80;
    i += size;
  }
  return total ? static_cast<double>(found) / static_cast<double>(total) : 0;
}

// GB18030 or Big5, or "" where neither is likely.
std::string double_byte(std::string_view head) {
  const double gb = fit_gb18030(head).share(), big5 = fit_big5(head).share();
  if (std::max(gb, big5) < 0.5) return "";
  const double gb_score = gb + frequent_share("GB18030", head);
  const double big5_score = big5 + frequent_share("Big5", head);
  return gb_score >= big5_score ? "GB18030" : "Big5";
}

}  // namespace

std::size_t count_bad_bytes(std::string_view utf8) {
  if (simdjson::validate_utf8(utf8.data(), utf8.size())) return 0;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t size = utf8_character(utf8, i);
    bad += size == 0;
    i += std::max<std::size_t>(1, size);
  }
  return bad;
}

std::string detect_encoding(std::string_view head, bool whole) {
  if (head.starts_with("\xEF\xBB\xBF")) return "UTF-8";
  if (head.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (head.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32BE";
  if (head.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (head.starts_with("\xFE\xFF")) return "UTF-16BE";
  // A character cut by the end of the window is no fault.
  if (!whole) {
    std::size_t end = head.size();
    for (int k = 0; k < 3 && end > 0 && (byte_at(head, end - 1) & 0xC0) == 0x80; ++k) --end;
    if (end > 0 && byte_at(head, end - 1) >= 0xC2 && utf8_character(head, end - 1) == 0) {
      head = head.substr(0, end - 1);
    }
  }
  const std::size_t bad = count_bad_bytes(head);
  const bool has_nul = head.find('\0') != head.npos;
  if (bad > 0 || has_nul) {
    if (const std::string name = utf16_by_pattern(head); !name.empty()) return name;
  }
  refuse_binary(head);
  if (bad == 0) return "UTF-8";
  // Bad bytes among many good characters: damaged UTF-8. Double-byte text read as UTF-8 is bad in
  // more than every second character.
  std::size_t good = 0;
  for (std::size_t i = 0; i < head.size();) {
    const std::size_t size = utf8_character(head, i);
    good += size > 1;
    i += std::max<std::size_t>(1, size);
  }
  if (good >= 2 * bad) return "UTF-8";
  const std::string name = double_byte(head);
  return name.empty() ? "UTF-8" : name;
}

// Decoding. ICU has no way to say "this byte as it is" in UTF-16, so the callback writes such a
// byte as a lone low surrogate U+DC00 + byte, and the writing of UTF-8 below turns it back.
namespace {

void keep_bytes(const void*, UConverterToUnicodeArgs* args, const char* bytes, int32_t size,
                UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  std::array<UChar, 32> kept{};
  const int32_t count = std::min<int32_t>(size, static_cast<int32_t>(kept.size()));
  for (int32_t i = 0; i < count; ++i) {
    const auto b = static_cast<unsigned char>(bytes[i]);
    kept[static_cast<std::size_t>(i)] = static_cast<UChar>(b < 0x80 ? b : 0xDC00 + b);
  }
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, kept.data(), count, 0, status);
}

void append_code_point(char32_t c, std::string& out) {
  const auto put = [&](unsigned value) { out.push_back(static_cast<char>(value)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

}  // namespace

struct Decoder::Converter {
  UConverter* icu = nullptr;
  bool at_start = true;
  bool signature = false;  // U+FEFF at the start belongs to the encoding
  char16_t half = 0;       // a high surrogate at the end of the last call
  std::vector<char16_t> buffer = std::vector<char16_t>(std::size_t{32} << 10);
  ~Converter() { ucnv_close(icu); }

  void append(std::u16string_view units, std::string& out) {
    for (const char16_t unit : units) {
      if (at_start) {
        at_start = false;
        if (signature && unit == 0xFEFF) continue;
      }
      if (half && unit >= 0xDC00 && unit < 0xE000) {
        append_code_point(0x10000u + ((half - 0xD800u) << 10) + (unit - 0xDC00u), out);
        half = 0;
      } else if (unit >= 0xD800 && unit < 0xDC00) {
        half = unit;
      } else if (unit >= 0xDC80 && unit < 0xDD00) {
        out.push_back(static_cast<char>(unit - 0xDC00));
      } else {
        append_code_point(unit, out);
      }
    }
  }
};

Decoder::Decoder(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  auto converter = std::make_unique<Converter>();
  converter->icu = ucnv_open(encoding.c_str(), &status);
  if (U_FAILURE(status) || encoding.empty()) {
    throw Error(1, "unknown encoding '" + encoding + "'; try UTF-8, GB18030, Big5 or UTF-16");
  }
  const std::string_view name = ucnv_getName(converter->icu, &status);
  if (name == "UTF-8") return;
  converter->signature = name.starts_with("UTF-16") || name.starts_with("UTF-32");
  ucnv_setToUCallBack(converter->icu, keep_bytes, nullptr, nullptr, nullptr, &status);
  if (U_FAILURE(status)) throw Error(2, "ICU can't decode " + encoding);
  converter_ = std::move(converter);
}

Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

void Decoder::decode(std::string_view bytes, bool last, std::string& utf8) {
  if (is_identity()) {
    utf8.append(bytes);
    return;
  }
  auto& buffer = converter_->buffer;
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    UChar* to = buffer.data();
    ucnv_toUnicode(converter_->icu, &to, buffer.data() + buffer.size(), &from, end, nullptr, last,
                   &status);
    converter_->append({buffer.data(), static_cast<std::size_t>(to - buffer.data())}, utf8);
  }
  if (U_FAILURE(status)) throw Error(2, "decoding failed: "s + u_errorName(status));
}

}  // namespace tonglan
