// One article on its way to the page: its text set into lines, and its truth.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "document.h"
#include "support/typesetter.h"

namespace tonglan {

struct SetLine {
  std::string text;
  int indent = 0;  // half-cells
  int width = 0;   // half-cells
  int paragraph = 0;
  Role role = Role::kBody;
};

// Breaks text into lines of `measure` cells, the first indented by `indent`.
std::vector<SetLine> set_text(const std::string& text, int measure, int indent, int paragraph,
                              Role role);

// Head and body as lines, and the truth.
struct Job {
  std::vector<SetLine> body;
  std::string headline, kicker, byline, caption;
  nlohmann::json truth = nlohmann::json::array();
  int headline_paragraph = -1, kicker_paragraph = -1, byline_paragraph = -1, caption_paragraph = -1;

  // Returns the paragraph's number.
  int add(const char* role, const std::string& text) {
    truth.push_back({{"role", role}, {"text", text}});
    return static_cast<int>(truth.size()) - 1;
  }
};

Job make_job(const ArticleText& article, int measure, bool caption);

}  // namespace tonglan
