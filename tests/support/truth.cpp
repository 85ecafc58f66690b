// The forms in which a Typeset's truth is shown, kept and compared. See typesetter.h.
#include <nlohmann/json.hpp>

#include "support/typesetter.h"

namespace tonglan {

const char* role_name_of(Role role) {
  switch (role) {
    case Role::kBody:
      return "body";
    case Role::kHeadline:
      return "headline";
    case Role::kKicker:
      return "kicker";
    case Role::kDeck:
      return "deck";
    case Role::kSubhead:
      return "subhead";
    case Role::kByline:
      return "byline";
    case Role::kDateline:
      return "dateline";
    case Role::kCaption:
      return "caption";
    case Role::kCredit:
      return "credit";
    case Role::kJumpLine:
      return "jump_line";
    case Role::kMasthead:
      return "masthead";
    case Role::kFolio:
      return "folio";
    case Role::kAdvertisement:
      return "advertisement";
    case Role::kTable:
      return "table";
    case Role::kPicture:
      return "picture";
    case Role::kVerbatim:
      return "verbatim";
  }
  return "body";
}

std::string text_art(const Typeset& typeset) {
  std::string out;
  std::size_t line = 0;
  for (std::size_t from = 0; from < typeset.text.size();) {
    const std::size_t to = std::min(typeset.text.find('\n', from), typeset.text.size());
    std::string row = typeset.text.substr(from, to - from);
    if (!row.empty() && row.back() == '\r') row.pop_back();
    if (!row.empty()) {
      const LineTruth& truth = typeset.lines.at(line++);
      out += truth.resumes ? '+' : ">|#=:"[static_cast<int>(truth.state)];
      out += ' ';
    }
    out += row + '\n';
    from = to + 1;
  }
  return out;
}

std::string truth_json(const Typeset& typeset) {
  nlohmann::ordered_json json;
  json["articles"] = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < typeset.articles.size(); ++i) {
    nlohmann::ordered_json article = {{"id", i}, {"paragraphs", nlohmann::ordered_json::array()}};
    for (const TrueParagraph& p : typeset.articles[i].paragraphs) {
      article["paragraphs"].push_back({{"role", role_name_of(p.role)}, {"text", p.text}});
    }
    json["articles"].push_back(std::move(article));
  }
  json["lines"] = nlohmann::ordered_json::array();
  for (const std::string& text : typeset.furniture) {
    json["lines"].push_back({{"role", "furniture"}, {"text", text}});
  }
  return json.dump(1) + '\n';
}

std::string truth_text(const Typeset& typeset) {
  std::string out;
  for (const TrueArticle& article : typeset.articles) {
    for (const TrueParagraph& paragraph : article.paragraphs) {
      if (!out.empty()) out += '\n';
      out += paragraph.text + '\n';
    }
  }
  return out;
}

}  // namespace tonglan
