// Pages drawn for the tests: paper, characters that are made of strokes like real ones, rules and
// pictures. The same seed draws the same page.
#pragma once

#include <opencv2/core.hpp>

#include "pixels.h"

namespace tonglan {

inline constexpr int kDrawnPaper = 230;
inline constexpr int kDrawnInk = 30;

cv::Mat paper(int width, int height);

// A character in the square of side `glyph` at x, y: four to seven strokes.
void draw_character(cv::Mat& page, int x, int y, int glyph, std::uint64_t seed,
                    int ink = kDrawnInk);

// Lines of characters that fill `area`, a line every 1.4 glyphs; the last line is short.
void draw_text(cv::Mat& page, const cv::Rect& area, int glyph, bool vertical = false,
               int ink = kDrawnInk);

// A page of three columns under a headline.
cv::Mat newspaper(int glyph, bool vertical = false);

// Smooth tones, no strokes.
void draw_photograph(cv::Mat& page, const cv::Rect& area);

// The page turned clockwise about its middle, on a larger sheet that holds it all.
cv::Mat turned(const cv::Mat& page, double degrees);
// Where a point of the page lies on the turned sheet.
cv::Point2f turned_point(const cv::Mat& page, double degrees, cv::Point2f point);

Pixels pixels_of(const cv::Mat& picture);

}  // namespace tonglan
