#include "ocr/remembering.h"

#include <functional>
#include <string_view>

namespace tonglan {

ReadLine RememberingEngine::read(const Pixels& crop, const std::string& language,
                                 Direction direction) {
  const std::string_view bytes(reinterpret_cast<const char*>(crop.bytes.data()), crop.bytes.size());
  const Key key = {language, direction, crop.width, crop.height,
                   std::hash<std::string_view>{}(bytes)};
  const auto known = readings_.find(key);
  if (known != readings_.end()) return known->second;
  return readings_.emplace(key, engine_.read(crop, language, direction)).first->second;
}

}  // namespace tonglan
