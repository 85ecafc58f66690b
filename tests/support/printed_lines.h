// What the press has put on a page, and how it is given out: as a Document in drawing order, and as
// truth in reading order.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/page_press.h"
#include "support/random.h"

namespace tonglan {

struct PrintedLine {
  std::string text;
  Box box;
  float size = 0;  // of its characters
  int article = -1, paragraph = -1;
  Role role = Role::kBody;
  bool stacked = false;  // set against the page's direction
};

// "body", "headline", ... as evaluate/gold.h names them.
const char* gold_role(Role role);

struct GivingOut {
  bool vertical = false;
  double size_noise = 0;  // as PressSettings
  float margin = 0;       // pixels right of and below the last line
};

// `lines` in reading order; `truth`: the paragraphs of each article, those that were not printed
// with an empty text.
PrintedPage give_out(const std::vector<PrintedLine>& lines,
                     const std::vector<nlohmann::json>& truth, const GivingOut& how,
                     Random& random);

}  // namespace tonglan
