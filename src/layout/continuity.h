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
};

class Continuity {
 public:
  // Both must outlive this.
  Continuity(const Document& document, const Measured& measured);

  // Natural log-odds, about -5..5; 0 says nothing.
  float score(const VisualLine& a, const VisualLine& b) const;

  // The paragraph ends with this line: more would have fitted, and it ends with a stop.
  bool ends_paragraph(const VisualLine& a) const;
  // A paragraph, and perhaps an article, begins with b: a headline or a line that was ended stands
  // above.
  bool begins_text(const VisualLine& a, const VisualLine& b) const;

 private:
  // How much of its measure a line holds; kOver: more, as a headline may.
  enum class Fill : std::uint8_t { kFull, kFirst, kShort, kOver };
  Fill fill(const VisualLine& a) const;
  float seam_pair(const VisualLine& a, const VisualLine& b) const;
  float seam_shape(const VisualLine& a, const VisualLine& b) const;

  const Document& document_;
  const Measured& measured_;
  std::vector<char32_t> first_, last_;  // of each line; digits and letters are one character each
  std::vector<std::uint32_t> count_;    // by character
  std::size_t total_ = 0;
  BigramCounts pairs_;
};

}  // namespace tonglan
