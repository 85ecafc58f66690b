// Fields of a JSON object, read strictly: a field that is missing has its default, one of another
// kind is an Error that names it ("blocks[3].role: ...").
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "document.h"
#include "options.h"

namespace tonglan {

using Json = nlohmann::json;

// UTF-8 or UTF-16 with a mark. Throws Error (2) where it is no JSON, or nested too deep.
Json parse_json(std::string bytes, const ReadOptions& options);

class Fields {
 public:
  // `object` is item `place` of the list `name`; kNone: it is no item of a list.
  Fields(const Json& object, const char* name, std::uint32_t place);

  bool has(const char* field) const { return find(field) != nullptr; }
  std::string text(const char* field) const;
  std::vector<std::string> texts(const char* field) const;
  float number(const char* field) const;
  std::uint32_t index(const char* field) const;  // null, or missing: kNone
  bool yes(const char* field) const;
  Box box(const char* field) const;
  Box box_of(const Json& json, const char* field) const;
  Span span(const char* field) const;
  std::vector<Point> points(const char* field) const;
  const Json& list(const char* field) const;  // missing: an empty one

  template <typename Take>
  void each(const char* field, Take take) const {
    std::uint32_t place = 0;
    for (const Json& item : list(field)) take(Fields(item, field, place++));
  }
  template <typename Take>
  void with(const char* field, Take take) const {
    if (const Json* object = find(field)) take(Fields(*object, field, kNone));
  }

  [[noreturn]] void refuse(const char* field, const std::string& why) const;

 private:
  const Json* find(const char* field) const;

  const Json& object_;
  const char* name_;
  std::uint32_t place_;
};

}  // namespace tonglan
