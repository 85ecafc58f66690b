// What printing, age and a scanner do to a page: a clean picture in, a damaged one out, the same
// for the same seed.
#pragma once

#include <cstdint>

#include "pixels.h"

namespace tonglan {

struct Damage {
  double skew = 0;          // degrees, clockwise
  double warp = 0;          // pixels by which lines are bent up and down
  double blur = 0;          // pixels, radius
  double ink = 0;           // grey of ink, 0 black
  double paper = 255;       // and of paper
  double uneven = 0;        // share by which the light falls off towards an edge
  double show_through = 0;  // share of the other side's ink that shows, mirrored
  double noise = 0;         // standard deviation, greys
  double speckles = 0;      // dots a million pixels
  double border = 0;        // share of the width that is dark scanner bed
};

// Strength 1 light, 2 noisy, 3 bad; 0 none. `cell`: pixels of a character.
Damage damage_of(int strength, float cell, std::uint64_t seed);

// The picture keeps its size; it turns about its centre. Grey only.
Pixels damaged(const Pixels& clean, const Damage& damage, std::uint64_t seed);

// Where damaged() moves a point of the clean picture, whose size is given, to.
Point damaged_point(Point clean, int width, int height, const Damage& damage, std::uint64_t seed);

}  // namespace tonglan
