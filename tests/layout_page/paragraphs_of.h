// What a repaired page says, paragraph by paragraph, for tests to compare.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chinese/spacing.h"
#include "document.h"

namespace tonglan {

// Those of `role` only, if it is given.
inline std::vector<std::string> paragraphs_of(const Document& d, std::optional<Role> role = {}) {
  std::vector<std::string> texts;
  for (const Paragraph& p : d.paragraphs) {
    if (role && p.role != *role) continue;
    texts.emplace_back();
    append_paragraph(d, p, texts.back());
  }
  return texts;
}

}  // namespace tonglan
