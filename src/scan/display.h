// Characters of a masthead or an advertisement, as large as drawings are.
#pragma once

#include <opencv2/core.hpp>

namespace tonglan {

// In body glyphs:
inline constexpr float kSurelyCharacter = 9;  // smaller pieces are no drawings
inline constexpr float kLargestCharacter = 18;

// Whether a piece of ink is made of strokes as characters of its size have them: a drawing's lines
// are finer, a blot is broader. `piece`: 255 where it has ink, else 0.
bool has_strokes_of_a_character(const cv::Mat& piece);

// Whether much of it is broader than strokes are: than this share of its longer side.
bool is_blot(const cv::Mat& piece, float broadest);

}  // namespace tonglan
