#include "write/folios.h"

#include <vector>

namespace tonglan {

Document without_folios(Document document) {
  // moved[i]: where paragraph i stands now; one more entry for the end of ranges.
  std::vector<std::uint32_t> moved(document.paragraphs.size() + 1);
  std::vector<Paragraph> kept;
  for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
    const Paragraph& paragraph = document.paragraphs[i];
    moved[i] = static_cast<std::uint32_t>(kept.size());
    if (paragraph.role != Role::kFolio) {
      kept.push_back(paragraph);
      continue;
    }
    for (std::uint32_t k = paragraph.first; k < paragraph.last; ++k) {
      document.left_out.push_back({document.lines[document.order[k]].text, "folio"});
    }
  }
  if (kept.size() == document.paragraphs.size()) return document;
  moved.back() = static_cast<std::uint32_t>(kept.size());
  for (Article& article : document.articles) {
    article.first = moved[article.first];
    article.last = moved[article.last];
    if (article.headline != kNone) article.headline = moved[article.headline];
    for (JumpLink& jump : article.jumps) {
      if (jump.paragraph != kNone) jump.paragraph = moved[jump.paragraph];
    }
  }
  document.paragraphs = std::move(kept);
  document.untouched = false;
  return document;
}

}  // namespace tonglan
