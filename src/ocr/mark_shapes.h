// What a small mark is by the shape of its ink.
//
// Of a mark engines see a few pixels, and read what stands there most often in the text that they
// learned from: where pauses are set, as old pages do, half of them become stops, quotes, > or s,
// and semicolons become commas. But in every face a pause is a stroke that falls to the right, and
// of a semicolon's two pieces the lower one is the taller.
#pragma once

#include <opencv2/core.hpp>
#include <string_view>
#include <vector>

#include "ocr/engine.h"

namespace tonglan {

// A piece of ink that paper parts from the others.
struct MarkPiece {
  cv::Rect box;
  int ink = 0;  // pixels
};

// The pieces of a mark, the largest first.
std::vector<MarkPiece> pieces_of(const cv::Mat& grey);

// True for a stroke that falls from the upper left to the lower right: 、. `grey`: the mark's ink
// as it stands on the page; dark on light.
bool is_pause(const cv::Mat& grey);

// The bullet that the ink of one character is: ■, ●, ▲, ▼ or ◆; empty if it is none. `grey`: its
// box in a crop, dark on light; `em`: advance of a full-width character in pixels.
std::string_view bullet_by_shape(const cv::Mat& grey, float em);

// A reading of a crop from left to right, its boxes in the crop, in which the marks of a comma's
// size or height are what their ink says. `em`: advance of a full-width character in pixels.
ReadLine with_marks_by_shape(const ReadLine& read, const Pixels& crop, float em);

// The same with the bullet that the line begins with: ink that fills its outline is ■, ●, ▲, ▼ or ◆,
// whatever was read there, or nothing.
ReadLine with_bullet_by_shape(const ReadLine& read, const Pixels& crop, float em);

}  // namespace tonglan
