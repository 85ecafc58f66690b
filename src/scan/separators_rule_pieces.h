// What rules are made of, as seen along the rows of a small picture of the ink.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "scan/clean_components.h"

namespace tonglan {

// In body glyphs:
inline constexpr float kShortest = 4;  // length of a rule
// Length to thickness.
inline constexpr float kSlender = 8;

enum class RuleKind {
  kStraight,
  kWavy,
  kDotted,
  kScrap,  // of a wavy or frayed rule that is broken: says something only in a long chain
};

struct RulePiece {
  cv::Rect box;     // of the small picture, as seen along its rows
  float thick = 0;  // small pixels
  RuleKind kind = RuleKind::kStraight;
};

// Straight runs of `ink`. `mask`: their pixels, 255.
std::vector<RulePiece> straight_pieces(const cv::Mat& ink, float glyph, cv::Mat& mask);

// The others are found in the ink without the straight pieces: flat components; slender ones, or
// sections of longer ones, of a single stroke (`mask`: their pixels, 255); chains of dots or
// dashes.
std::vector<RulePiece> wavy_pieces(const Components& found, float glyph);
std::vector<RulePiece> scraps(const cv::Mat& ink, float glyph, cv::Mat& mask);
std::vector<RulePiece> dotted_pieces(const Components& found, float glyph);

// Whether both sides of `line`, which runs along the rows, are white.
bool has_white_sides(const cv::Mat& ink, const cv::Rect& line, float glyph);

// `others`: ink without rules; `straight`: 255 where straight pieces are.
bool has_white_flanks(const cv::Mat& others, const cv::Mat& straight, const RulePiece& piece,
                      float glyph);

// Takes out the pieces that are strokes of characters in `all`; a dash may be two of them, one
// behind the other.
void erase_strokes(std::vector<RulePiece>& pieces, const std::vector<Component>& all, float glyph);

}  // namespace tonglan
