// The simulator's promise: whatever it does to a text, its truth holds.
#include "support/typesetter.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "support/code_points.h"
#include "support/corpus.h"
#include "tonglan.h"

namespace tonglan {
namespace {

std::u32string without_blanks(const std::string& text) {
  std::u32string out;
  for (const char32_t c : code_points(text)) {
    if (!is_blank(c) && c != U'\n' && c != U'\r') out += c;
  }
  return out;
}

std::vector<std::string> full_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

std::vector<ArticleText> one_article(const std::string& body) {
  return {{"", "河畔新路通车", "", "", {{Role::kBody, body}}}};
}

// The paragraphs put together again from the lines, by the truth alone.
std::map<std::pair<int, int>, std::u32string> reassembled(const Typeset& page) {
  std::map<std::pair<int, int>, std::u32string> out;
  const auto lines = full_lines(page.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (page.lines[i].article < 0) continue;
    out[{page.lines[i].article, page.lines[i].paragraph}] += without_blanks(lines[i]);
  }
  return out;
}

TEST(Typesetter, TruthHoldsEveryCharacterOfTheBrokenText) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Typeset page = typeset_sample(own_corpus(), seed);
    ASSERT_EQ(full_lines(page.text).size(), page.lines.size()) << "seed " << seed;
    auto paragraphs = reassembled(page);
    std::size_t count = 0;
    for (std::size_t a = 0; a < page.articles.size(); ++a) {
      const auto& truth = page.articles[a].paragraphs;
      for (std::size_t p = 0; p < truth.size(); ++p, ++count) {
        ASSERT_EQ(utf8(paragraphs[std::make_pair(static_cast<int>(a), static_cast<int>(p))]),
                  utf8(without_blanks(truth[p].text)))
            << "seed " << seed << '\n'
            << text_art(page);
      }
    }
    EXPECT_EQ(paragraphs.size(), count) << "seed " << seed;
  }
}

TEST(Typesetter, StatesSayWhereParagraphsStart) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Typeset page = typeset_sample(own_corpus(), seed);
    std::set<std::pair<int, int>> begun;
    std::pair<int, int> last{-2, -2};
    for (const LineTruth& line : page.lines) {
      const std::pair<int, int> unit{line.article, line.paragraph};
      const bool goes_on =
          line.state == LineState::kContinue || line.state == LineState::kDisplayContinue;
      if (line.article >= 0) {
        EXPECT_EQ(begun.contains(unit), goes_on) << "seed " << seed << '\n' << text_art(page);
        begun.insert(unit);
      }
      if (goes_on) {
        EXPECT_EQ(line.resumes, unit != last) << "seed " << seed << '\n' << text_art(page);
      }
      last = unit;
    }
  }
}

TEST(Typesetter, SameSeedSameTextOtherSeedOtherText) {
  const Typeset a = typeset_sample(own_corpus(), 7);
  const Typeset b = typeset_sample(own_corpus(), 7);
  const Typeset c = typeset_sample(own_corpus(), 8);
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(truth_json(a), truth_json(b));
  EXPECT_NE(a.text, c.text);
}

TEST(Typesetter, DrawsUnlikeSettingsForNeighbouringSeeds) {
  std::set<int> measures;
  std::set<HeadlinePlace> places;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const TypesetSettings s = random_settings(seed);
    measures.insert(s.measure);
    places.insert(s.headline_place);
    EXPECT_TRUE(s.measure == 0 || (s.measure >= 6 && s.measure <= 40)) << s.measure;
  }
  EXPECT_GE(measures.size(), 12u);
  EXPECT_EQ(places.size(), 5u);
}

TEST(Typesetter, SetsPhantomIndentAndKinsoku) {
  TypesetSettings s;
  s.measure = 8;
  s.squeeze = false;
  const Typeset page =
      typeset(one_article("清晨的河畔，新路通车了。居民周安说：“走得真稳。”"), s, 1);
  EXPECT_EQ(text_art(page),
            "# 河畔新路通车\n"
            "> 清晨的河畔，\n"
            "| 新路通车了。居民\n"
            "| 周安说：“走得真\n"
            "| 稳。”\n");
}

TEST(Typesetter, WithoutKinsokuMarksStartLines) {
  TypesetSettings s;
  s.measure = 7;
  s.kinsoku = false;
  s.indent_kept = IndentKept::kIdeographic;
  const Typeset page = typeset(one_article("清晨的河上，新路通车了，居民都说好"), s, 1);
  EXPECT_EQ(text_art(page),
            "# 河畔新路通车\n"
            "> 　　清晨的河上\n"
            "| ，新路通车了，\n"
            "| 居民都说好\n");
}

TEST(Typesetter, NoMarkStartsALineUnderKinsoku) {
  TypesetSettings s;
  for (int measure = 6; measure <= 20; ++measure) {
    s.measure = measure;
    s.squeeze = measure % 2 == 0;
    const Typeset page = typeset(own_corpus(), s, 3);
    const auto lines = full_lines(page.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (page.lines[i].state != LineState::kContinue) continue;
      EXPECT_FALSE(never_starts_line(code_points(lines[i]).front()))
          << "measure " << measure << ": " << lines[i];
    }
  }
}

TEST(Typesetter, UncutTextIsTheTruthItself) {
  TypesetSettings s;
  s.measure = 0;
  s.blank_lines.at_breaks = 1;
  const Typeset page = typeset(one_article("第一段。"), s, 1);
  EXPECT_EQ(page.text, "河畔新路通车\n\n第一段。\n");
  EXPECT_EQ(page.text, truth_text(page));
}

TEST(Typesetter, FurnitureInsideAParagraphIsLookedThrough) {
  TypesetSettings s;
  s.measure = 8;
  s.column_lines = 3;
  s.furniture_inside = 1;
  const Typeset page = typeset(one_article("清晨的河畔新路通车了居民周安说走得真稳"), s, 5);
  ASSERT_EQ(page.lines.size(), 5u) << text_art(page);
  EXPECT_EQ(page.lines[3].article, -1);
  EXPECT_EQ(page.lines[3].state, LineState::kDisplay);
  EXPECT_TRUE(page.lines[4].resumes);
  EXPECT_EQ(page.furniture.size(), 1u);
}

TEST(Typesetter, HeadlinesStandWhereAsked) {
  TypesetSettings s;
  s.headline_place = HeadlinePlace::kAfter;
  Typeset page = typeset(one_article("第一段。"), s, 1);
  EXPECT_EQ(page.text.substr(page.text.find('\n') + 1), "河畔新路通车\n");
  EXPECT_EQ(page.articles[0].paragraphs[0].role, Role::kHeadline);  // reading order
  s.headline_place = HeadlinePlace::kMissing;
  page = typeset(one_article("第一段。"), s, 1);
  EXPECT_EQ(page.text, "第一段。\n");
  EXPECT_EQ(page.articles[0].paragraphs.size(), 1u);
}

TEST(Corpus, HoldsEnoughOfItsOwn) {
  std::size_t with_paragraphs = 0;
  for (const ArticleText& article : own_corpus()) {
    EXPECT_FALSE(article.headline.empty());
    with_paragraphs += article.units.size() >= 3;
  }
  EXPECT_GE(own_corpus().size(), 40u);
  EXPECT_GE(with_paragraphs, 40u);
}

TEST(Corpus, RefusesWhatIsNoCorpus) {
  EXPECT_THROW(load_corpus("/nonexistent.jsonl"), Error);
  EXPECT_THROW(load_corpus(TONGLAN_SAMPLES "/clean.txt"), Error);
}

}  // namespace
}  // namespace tonglan
