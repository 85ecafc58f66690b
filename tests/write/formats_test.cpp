// The writers, on documents built by hand: what stands where, and that syntax is escaped.
#include "write/formats.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "write/folios.h"
#include "write/json_text.h"

namespace tonglan {
namespace {

struct Part {
  Role role;
  std::vector<std::string> lines;
};

// A document whose paragraphs hold the given lines, all in one article.
Document document_of(const std::vector<Part>& parts) {
  Document document;
  document.source = "a.txt";
  document.encoding = "UTF-8";
  document.pages.resize(1);
  for (const Part& part : parts) {
    Paragraph paragraph;
    paragraph.role = part.role;
    paragraph.article = 0;
    paragraph.first = static_cast<std::uint32_t>(document.order.size());
    for (const std::string& text : part.lines) {
      if (!document.order.empty()) {
        Break decision;
        decision.kind = &text == &part.lines[0] ? BreakKind::kParagraph : BreakKind::kJoin;
        decision.margin = 2;
        document.breaks.push_back(decision);
      }
      Line line;
      line.text.begin = static_cast<std::uint32_t>(document.text.size());
      document.text += text;
      line.text.end = static_cast<std::uint32_t>(document.text.size());
      line.role = part.role;
      document.text += '\n';
      document.order.push_back(static_cast<std::uint32_t>(document.lines.size()));
      document.lines.push_back(line);
    }
    paragraph.last = static_cast<std::uint32_t>(document.order.size());
    document.paragraphs.push_back(paragraph);
  }
  Article article;
  article.last = static_cast<std::uint32_t>(document.paragraphs.size());
  document.articles.push_back(article);
  return document;
}

template <typename Write>
std::string written(Write write, const Document& document) {
  std::string out;
  write(document, out);
  return out;
}

TEST(Writers, TextIsAParagraphALine) {
  const Document document =
      document_of({{Role::kHeadline, {"春耕"}}, {Role::kBody, {"田里的水", "放满了。"}}});
  EXPECT_EQ(written(write_text, document), "春耕\n\n田里的水放满了。\n");
}

TEST(Writers, MarkdownMarksTheRoles) {
  const Document document = document_of({{Role::kKicker, {"立春之后"}},
                                         {Role::kHeadline, {"春耕"}},
                                         {Role::kDeck, {"水利先行"}},
                                         {Role::kByline, {"本报记者 李田"}},
                                         {Role::kBody, {"田里的水", "放满了。"}},
                                         {Role::kSubhead, {"修渠"}},
                                         {Role::kVerbatim, {"麦子 3", "``` 豆子"}},
                                         {Role::kCaption, {"上图：水渠"}}});
  EXPECT_EQ(written(write_markdown, document),
            "**立春之后**\n\n# 春耕\n\n**水利先行**\n\n*本报记者 李田*\n\n田里的水放满了。\n\n"
            "## 修渠\n\n````\n麦子 3\n``` 豆子\n````\n\n> 上图：水渠\n");
}

TEST(Writers, MarkdownEscapesWhatWouldBeSyntax) {
  const auto line = [](const std::string& text) {
    return written(write_markdown, document_of({{Role::kBody, {text}}}));
  };
  EXPECT_EQ(line("# 一"), "\\# 一\n");
  EXPECT_EQ(line("- 一"), "\\- 一\n");
  EXPECT_EQ(line("---"), "\\---\n");
  EXPECT_EQ(line("-5度"), "-5度\n");
  EXPECT_EQ(line("> 一"), "\\> 一\n");
  EXPECT_EQ(line("1. 一"), "1\\. 一\n");
  EXPECT_EQ(line("12) 一"), "12\\) 一\n");
  EXPECT_EQ(line("1.5元"), "1.5元\n");
  EXPECT_EQ(line("一*二*三_四`"), "一\\*二\\*三\\_四\\`\n");
  EXPECT_EQ(line("<b>"), "\\<b>\n");
}

TEST(Writers, MarkdownThatNeededNoMendingStays) {
  Document document = document_of({{Role::kBody, {"# 春耕"}}, {Role::kBody, {"- 水", "- 肥"}}});
  document.untouched = true;
  EXPECT_EQ(written(write_markdown, document), document.text);
  Document plain = document_of({{Role::kHeadline, {"春耕"}}, {Role::kBody, {"放水。"}}});
  plain.untouched = true;
  EXPECT_EQ(written(write_markdown, plain), "# 春耕\n\n放水。\n");
}

TEST(Writers, JsonHoldsEverythingInAStableOrder) {
  Document document =
      document_of({{Role::kHeadline, {"春耕"}}, {Role::kBody, {"田里的水", "放满了。"}}});
  document.articles[0].headline = 0;
  document.articles[0].byline.reporters = {"李田"};
  document.articles[0].jumps.push_back({1, true, "二", kNone});
  document.breaks[1].margin = 0.5;
  document.breaks[1].reason_count = 1;
  document.reasons = {{"slack=0 cells", 1.25f}};
  document.warnings.push_back({0, "read", "odd"});
  document.left_out.push_back({{0, 6}, "folio"});
  const std::string text = written(write_json, document);
  EXPECT_EQ(text.back(), '\n');
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  const auto json = nlohmann::ordered_json::parse(text);
  std::string keys;
  for (const auto& [key, value] : json.items()) keys += key + " ";
  EXPECT_EQ(keys,
            "format source encoding untouched han_latin_space text lines order breaks paragraphs "
            "articles warnings left_out ");
  EXPECT_EQ(json["format"], "tonglan-document/1");
  EXPECT_EQ(json["text"], document.text);
  EXPECT_EQ(json["lines"][1]["text"], "田里的水");
  EXPECT_EQ(json["lines"][1]["span"].dump(), "[7,19]");
  EXPECT_EQ(json["breaks"][1].dump(),
            R"({"after":1,"kind":"join","joiner":"nothing","margin":0.5,"doubtful":true,)"
            R"("reasons":[{"feature":"slack=0 cells","log_odds":1.25}]})");
  EXPECT_EQ(json["paragraphs"][1]["text"], "田里的水放满了。");
  EXPECT_EQ(json["paragraphs"][1]["lines"].dump(), "[1,2]");
  EXPECT_EQ(json["articles"][0]["headline"], 0);
  EXPECT_EQ(json["articles"][0]["byline"]["reporters"][0], "李田");
  EXPECT_EQ(json["articles"][0]["jumps"][0].dump(),
            R"({"paragraph":1,"forward":true,"page":"二","article":null})");
  EXPECT_EQ(json["left_out"][0]["text"], "春耕");
}

TEST(Writers, JsonOfAnEmptyDocumentIsValid) {
  EXPECT_TRUE(nlohmann::json::accept(written(write_json, Document{})));
  EXPECT_TRUE(nlohmann::json::accept(written(write_jsonl, Document{})));
}

TEST(Writers, JsonlIsOneRecordADocument) {
  const Document document =
      document_of({{Role::kHeadline, {"“春耕”"}}, {Role::kBody, {"田里的水", "放满了。"}}});
  EXPECT_EQ(written(write_jsonl, document),
            "{\"id\":\"a.txt\",\"text\":\"“春耕”\\n\\n田里的水放满了。\",\"metadata\":"
            "{\"source\":\"a.txt\",\"encoding\":\"UTF-8\",\"articles\":1,\"doubtful\":0}}\n");
}

TEST(Writers, ExplanationShowsBothSidesAndSortsReasons) {
  Document document = document_of({{Role::kBody, {"田里的水", "放满了。"}}});
  document.breaks[0].margin = 0.5;
  document.breaks[0].reason_count = 2;
  document.reasons = {{"small", 0.5f}, {"large", -3.0f}};
  const std::string text = written(write_explanation, document);
  EXPECT_NE(text.find("田里的水 | 放满了。"), text.npos) << text;
  EXPECT_NE(text.find("join        0.5?"), text.npos) << text;
  EXPECT_NE(text.find("large -3.0, small +0.5\n"), text.npos) << text;
}

TEST(Folios, AreLeftOutListedAndTheRestMovesUp) {
  Document document = document_of(
      {{Role::kFolio, {"第三版"}}, {Role::kHeadline, {"春耕"}}, {Role::kBody, {"放水。"}}});
  document.articles[0].headline = 1;
  document.untouched = true;
  const Document without = without_folios(document);
  EXPECT_EQ(written(write_text, without), "春耕\n\n放水。\n");
  ASSERT_EQ(without.left_out.size(), 1u);
  EXPECT_EQ(without.view(without.left_out[0].text), "第三版");
  EXPECT_EQ(without.articles[0].headline, 0u);
  EXPECT_EQ(without.articles[0].last, 2u);
}

TEST(Folios, DocumentsWithoutThemStayUntouched) {
  Document document = document_of({{Role::kBody, {"放水。"}}});
  document.untouched = true;
  EXPECT_TRUE(without_folios(document).untouched);
}

TEST(JsonText, EscapesWhatItMustAndOnlyThat) {
  const auto spelled = [](std::string_view text, bool ascii) {
    std::string out;
    append_json_string(text, ascii, out);
    return out;
  };
  EXPECT_EQ(spelled("中\"\\\n\t\x01/", false), "\"中\\\"\\\\\\n\\t\\u0001/\"");
  EXPECT_EQ(spelled("中😀", true), "\"\\u4e2d\\ud83d\\ude00\"");
  // A byte that is no UTF-8 can be told and is valid JSON.
  EXPECT_EQ(spelled("a\xFF中", false), "\"a\\udcff中\"");
}

}  // namespace
}  // namespace tonglan
