// From what a file says to a Document: the part that all readers of formats with boxes share.
//
// A reader walks its format and hands over pages, blocks and lines; here texts are made fit for a
// Document (one line each, UTF-8, no control characters), boxes are checked, and what is odd
// becomes one warning a page and kind of oddity, however often it happens. No character is ever
// dropped: a line without a usable box is still a line.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "document.h"

namespace tonglan {

enum class Oddity : std::uint8_t {
  kNoBox,         // a line without any box
  kBadBox,        // NaN, infinite, beyond kMaxCoordinate, or without width or height
  kInsideOut,     // right before left or bottom above top: turned
  kOffPage,       // reaches outside the page
  kDuplicateId,   // the second bearer loses the name
  kBadCharacter,  // not UTF-8, or a control character
  kNoText,        // a line without characters, left out
  kBadReference,  // the reading order names what isn't there, or names it twice
  kOverprinted,   // the same word twice at one place, kept once
  kUnordered,     // stands in no reading order: comes last
};

// A stretch of LineDraft::text with a box.
struct GlyphDraft {
  std::uint32_t begin = 0, end = 0;
  Box box;
  float confidence = -1;
  std::uint32_t word = kNone;
};

struct LineDraft {
  std::string text;
  std::vector<GlyphDraft> glyphs;
  Box box;  // all zero: none given; then the box round its glyphs
  float confidence = -1;
  Role role = Role::kBody;
  // The source's number for the paragraph that the line belongs to, and what the paragraph is where
  // that is more than running text.
  std::uint32_t paragraph = kNone;
  std::optional<Role> paragraph_role;
  LineOrigin origin;
};

struct Builder {
  Document document;
  std::unordered_set<std::string> ids;
  std::vector<std::uint32_t> paragraph_of;  // of each line: index into `paragraphs`, or kNone
  std::vector<Paragraph> paragraphs;
  std::unordered_map<std::uint32_t, std::uint32_t> paragraph_numbers;  // the source's -> index
  std::map<std::pair<std::uint32_t, Oddity>, std::pair<std::uint32_t, std::string>> oddities;
};

// Both return the index. Lines that follow belong to the page begun last.
std::uint32_t begin_page(Builder& builder, Page page);
std::uint32_t begin_block(Builder& builder, Block block);

// Appends text to the draft, fit for a Document: line ends and tabs become blanks, bytes that are
// not UTF-8 and control characters become U+FFFD.
void append_text(Builder& builder, LineDraft& draft, std::string_view text);

// The index of a word that the source names, or whose characters it gives one by one.
std::uint32_t begin_word(Builder& builder, std::string id);

// Appends a word or character with its box, after a blank where `blank` is set.
void append_glyph(Builder& builder, LineDraft& draft, std::string_view text, const Box& box,
                  float confidence, bool blank, std::uint32_t word = kNone);

// True where two words that stand beside one another are written with a blank between them: not
// between Chinese characters or marks.
bool wants_blank(std::string_view left, std::string_view right);

// Ends the line. Blanks at both ends go; a draft without characters is not a line.
void add_line(Builder& builder, LineDraft draft, std::uint32_t block);

// A picture or a rule on the page begun last, if its box has a size.
void add_picture(Builder& builder, const Box& box);
void add_rule(Builder& builder, const Box& box);

// Notes something odd on the page begun last; `example` says where it was seen first.
void note(Builder& builder, Oddity oddity, std::string_view example);

// The same name is given once only: the second time it is taken away, and noted.
void claim_id(Builder& builder, std::string& id);

// The finished document. Its order is the reading order that the source states or, without one, the
// order of the file.
Document finish(Builder builder);

bool is_set(const Box& box);
// The box round both; a box that is not set counts for nothing.
Box united(const Box& a, const Box& b);
Box box_of(const std::vector<Point>& points);

// Turns a line clockwise by so many degrees. By about a quarter it is vertical, and `angle` is what
// is left.
void set_turn(LineOrigin& origin, float clockwise);

// Reading orders. `blocks` names blocks in order; what it leaves out comes behind, and is noted.
// Lines keep their order inside a block.
void order_by_blocks(Builder& builder, const std::vector<std::uint32_t>& blocks);

// Paragraphs as ranges of the order: line i belongs to `named[of[i]]`. Where lines were moved, what
// no longer stands together becomes paragraphs of its own, and the margin of the line end there is
// 0: nobody has decided it.
void set_paragraphs(Document& document, const std::vector<std::uint32_t>& of,
                    const std::vector<Paragraph>& named);

}  // namespace tonglan
