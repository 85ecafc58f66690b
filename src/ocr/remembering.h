// An engine that is asked twice for the same crop reads it once: whoever needs a sample of lines
// (which way up, which language) just reads them, and the page gets them for nothing.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "ocr/engine.h"

namespace tonglan {

// Keeps every reading as long as it lives: one for an image. `engine` must outlive it.
class RememberingEngine : public Engine {
 public:
  explicit RememberingEngine(Engine& engine) : engine_(engine) {}
  std::string name() const override { return engine_.name(); }
  ReadLine read(const Pixels& crop, const std::string& language, Direction direction) override;

 private:
  // Language, direction, width, height, hash of the pixels.
  using Key = std::tuple<std::string, Direction, int, int, std::uint64_t>;

  Engine& engine_;
  std::map<Key, ReadLine> readings_;
};

}  // namespace tonglan
