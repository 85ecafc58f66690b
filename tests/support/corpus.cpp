// See corpus.h.
#include "support/corpus.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "support/code_points.h"
#include "tonglan.h"

namespace tonglan {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestSubhead = 20;  // characters

Role role_of(const std::string& name) {
  for (const Role role : {Role::kBody, Role::kSubhead, Role::kCaption, Role::kTable}) {
    if (name == role_name_of(role)) return role;
  }
  return name == role_name_of(Role::kVerbatim) ? Role::kVerbatim : Role::kBody;
}

bool looks_like_subhead(const std::u32string& text) {
  const char32_t last = text.back();
  return text.size() <= kLongestSubhead && !ends_sentence(last) && !is_closing_quote(last) &&
         last != U'：' && last != U'；' && last != U'，' && last != U'）';
}

ArticleText article_of(const json& record) {
  ArticleText article;
  if (record.contains("units")) {
    article.kicker = record.value("kicker", "");
    article.headline = record.value("headline", "");
    article.deck = record.value("deck", "");
    article.byline = record.value("byline", "");
    for (const json& unit : record.at("units")) {
      article.units.push_back(
          {role_of(unit.value("role", "body")), unit.at("text").get<std::string>()});
    }
    return article;
  }
  article.headline = record.at("title").get<std::string>();
  for (const json& paragraph : record.at("paragraphs")) {
    const auto text = paragraph.get<std::string>();
    const std::u32string characters = code_points(text);
    if (characters.empty()) continue;
    article.units.push_back({looks_like_subhead(characters) ? Role::kSubhead : Role::kBody, text});
  }
  return article;
}

}  // namespace

std::vector<ArticleText> load_corpus(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw Error(2, path + ": can't be read");
  std::vector<ArticleText> articles;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    try {
      articles.push_back(article_of(json::parse(line)));
    } catch (const json::exception& e) {
      throw Error(2, path + ":" + std::to_string(number) + ": " + e.what());
    }
  }
  if (articles.empty()) throw Error(2, path + ": no articles");
  return articles;
}

const std::vector<ArticleText>& own_corpus() {
  static const std::vector<ArticleText> articles = load_corpus(TONGLAN_SAMPLES "/corpus.jsonl");
  return articles;
}

}  // namespace tonglan
