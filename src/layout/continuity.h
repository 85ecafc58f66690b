// How well one line goes on with another: the log-odds of "b follows a in its column" against two
// lines that have nothing to do with each other.
//
// Three kinds of evidence: the pair of characters at the seam, as often as the document itself has
// it inside its lines against chance; where the two lines stand in their paragraphs (a line that is
// not full was ended, a full line that follows it can't be a first line, which lacks its indent);
// and brackets left open.
#pragma once

#include <cstdint>
#include <vector>

#include "chinese/bigrams.h"
#include "chinese/setting.h"
#include "document.h"

namespace tonglan {

// One visual line: lines first .. last of the document are its pieces; furniture that goes with it
// stands behind, up to end.
struct VisualLine {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t end = 1;
  bool together = false;  // several lines that stand closer than the others: a headline
};

// How much of its measure a line holds; kOver: more, as a headline may.
enum class Fill : std::uint8_t { kFull, kFirst, kShort, kOver };
Fill fill_of(const Document& document, const Measured& measured, std::uint32_t line);

// Ends a sentence, or announces speech.
bool ends_sentence(const LineCells& cells);

// Log-odds by shape alone that a paragraph's first line follows line a, against any two lines.
float first_line_odds(Fill a, bool ends_sentence);

class Continuity {
 public:
  // Of lines first .. last - 1. Document and measures must outlive this.
  Continuity(const Document& document, const Measured& measured, std::uint32_t first,
             std::uint32_t last);

  // Natural log-odds, about -5..5; 0 says nothing.
  float score(const VisualLine& a, const VisualLine& b) const;

  // The paragraph ends with this line: more would have fitted, and it ends with a stop.
  bool ends_paragraph(const VisualLine& a) const;
  // A paragraph, and perhaps an article, begins with b: a headline or a line that was ended stands
  // above.
  bool begins_text(const VisualLine& a, const VisualLine& b) const;
  // A headline, byline or caption as far as its length and end tell.
  bool may_be_display(const VisualLine& a) const;
  // Appends the pairs of neighbouring ideographs, each as one number.
  void append_pairs(const VisualLine& a, std::vector<std::uint64_t>& pairs) const;

 private:
  Fill fill(const VisualLine& a) const { return fill_[a.first - offset_]; }
  float seam_pair(const VisualLine& a, const VisualLine& b) const;
  float seam_shape(const VisualLine& a, const VisualLine& b) const;

  const Document& document_;
  const Measured& measured_;
  std::uint32_t offset_;                // the first line
  std::vector<char32_t> first_, last_;  // of each line; digits and letters are one character each
  std::vector<Fill> fill_;              // of each line
  std::vector<std::uint32_t> count_;    // of characters, by hash
  std::size_t total_ = 0;
  BigramCounts pairs_;
};

}  // namespace tonglan
