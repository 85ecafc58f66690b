// An engine that reads only what the test has drawn, exactly: the scan road without Tesseract.
//
// A character is drawn as a square of 5 x 5 fields: a frame of ink round 3 x 3 fields that spell
// its number in the engine's alphabet. Frames keep a blank between them, so a crop falls apart into
// characters wherever it is cut, scaled or cleaned.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ocr/engine.h"
#include "pixels.h"

namespace tonglan {

// White, one channel.
Pixels blank_page(int width, int height);

// Draws text from the left (or from the top) with its first em at (left, top), `em` pixels a
// character. Every character must stand in `alphabet`, or be a blank. Returns the box of its ink.
Box draw_fake_text(Pixels& page, const std::u32string& alphabet, const std::u32string& text,
                   int left, int top, int em, Direction direction = Direction::kHorizontal);

class FakeEngine : public Engine {
 public:
  // At most 511 characters.
  explicit FakeEngine(std::u32string alphabet) : alphabet_(std::move(alphabet)) {}
  std::string name() const override { return "fake"; }
  ReadLine read(const Pixels& crop, const std::string& language, Direction direction,
                Framing framing) override;

  // Of everything read in a language; 1 where none is given.
  std::map<std::string, float> confidence;
  // What it was asked, in order.
  struct Request {
    int width = 0, height = 0;  // of the crop, pixels
    std::string language;
    Direction direction = Direction::kHorizontal;
    Framing framing = Framing::kTight;
  };
  std::vector<Request> requests;

 private:
  std::u32string alphabet_;
};

}  // namespace tonglan
