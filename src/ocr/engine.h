// Where the reading of characters begins: a tiny interface, so that tests can bring their own
// reader and another engine can take Tesseract's place.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "document.h"
#include "options.h"
#include "pixels.h"

namespace tonglan {

struct ReadGlyph {
  Span text;  // of ReadLine::text
  Box box;    // pixels of the crop
  float confidence = -1;
};

struct ReadLine {
  std::string text;  // UTF-8, one line, no blanks between Chinese characters
  float confidence = 0;
  std::vector<ReadGlyph> glyphs;  // in the order of the text; blanks have none
};

// What an engine may take for granted about a crop. On one model they make mistakes of their own.
enum class Framing {
  kTight,  // it holds the line alone, and is read as it is
  kLoose,  // the line is somewhere in it: the engine looks for its ink and its words first
};

// Not thread-safe: one engine a thread, and for Tesseract one a process.
class Engine {
 public:
  virtual ~Engine() = default;
  // Name and version, for the document's record.
  virtual std::string name() const = 0;
  // Reads one line. `crop`: grey, the line with a margin of paper round it, dark on light.
  // `language`: an engine's own name for it ("chi_sim+eng").
  virtual ReadLine read(const Pixels& crop, const std::string& language, Direction direction,
                        Framing framing) = 0;
};

// "tesseract", or "none" (an engine that reads nothing: layout alone; returns nullptr). Throws
// Error: 3 where language data is missing (it names the Debian package), 1 for an unknown name.
std::unique_ptr<Engine> open_engine(const OcrOptions& options);

}  // namespace tonglan
