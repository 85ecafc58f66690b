#include "write/formats.h"

#include <algorithm>

#include "chinese/spacing.h"

namespace tonglan {

void write_text(const Document& document, std::string& out) { append_text(document, out); }

const Format* find_format(std::string_view name) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(),
                                  [&](const Format& format) { return format.name == name; });
  return found == kFormats.end() ? nullptr : &*found;
}

std::string format_names() {
  std::string names;
  for (const Format& format : kFormats) {
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  return names;
}

std::size_t count_doubtful(const Document& document) {
  return static_cast<std::size_t>(
      std::count_if(document.breaks.begin(), document.breaks.end(),
                    [](const Break& b) { return b.margin < kDoubtfulMargin; }));
}

}  // namespace tonglan
