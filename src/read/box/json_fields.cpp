#include "read/box/json_fields.h"

#include <algorithm>
#include <cmath>

#include "markup/limits.h"
#include "markup/xml.h"
#include "tonglan.h"

namespace tonglan {

Json parse_json(std::string bytes, const ReadOptions& options) {
  const std::string utf8 = xml_to_utf8(std::move(bytes), options.encoding);
  const auto check_depth = [](int depth, Json::parse_event_t, Json&) {
    if (depth > kMaxDepth) {
      throw Error(2, "the JSON is nested more than " + std::to_string(kMaxDepth) + " deep");
    }
    return true;
  };
  try {
    return Json::parse(utf8, check_depth);
  } catch (const Json::parse_error& e) {
    throw Error(2, "line " + std::to_string(line_at(utf8, e.byte)) +
                       ": not well-formed JSON; is the file complete?");
  } catch (const Json::out_of_range&) {
    throw Error(2, "the JSON holds a number that is too large; mend it or export it again");
  }
}

Fields::Fields(const Json& object, const char* name, std::uint32_t place)
    : object_(object), name_(name), place_(place) {}

void Fields::refuse(const char* field, const std::string& why) const {
  std::string where;
  if (place_ != kNone) where = std::string(name_) + "[" + std::to_string(place_) + "].";
  throw Error(2, where + field + ": " + why);
}

const Json* Fields::find(const char* field) const {
  if (!object_.is_object()) refuse(field, "is asked of something that is no object");
  const auto found = object_.find(field);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

std::string Fields::text(const char* field) const {
  const Json* value = find(field);
  if (!value) return "";
  if (!value->is_string()) refuse(field, "is no string");
  return value->get<std::string>();
}

std::vector<std::string> Fields::texts(const char* field) const {
  std::vector<std::string> texts;
  for (const Json& item : list(field)) {
    if (!item.is_string()) refuse(field, "holds something that is no string");
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

float Fields::number(const char* field) const {
  const Json* value = find(field);
  if (!value) return 0;
  const float number = value->is_number() ? value->get<float>() : NAN;
  if (!(std::fabs(number) <= kMaxCoordinate)) refuse(field, "is no number, or too large");
  return number;
}

std::uint32_t Fields::index(const char* field) const {
  const Json* value = find(field);
  if (!value) return kNone;
  if (!value->is_number_unsigned() || value->get<std::uint64_t>() >= kNone) {
    refuse(field, "is neither null nor a whole number from 0");
  }
  return value->get<std::uint32_t>();
}

bool Fields::yes(const char* field) const {
  const Json* value = find(field);
  if (value && !value->is_boolean()) refuse(field, "is neither true nor false");
  return value && value->get<bool>();
}

Box Fields::box_of(const Json& json, const char* field) const {
  const bool sides = json.is_array() && json.size() == 4 &&
                     std::all_of(json.begin(), json.end(), [](const Json& side) {
                       return side.is_number() && std::fabs(side.get<double>()) <= kMaxCoordinate;
                     });
  if (!sides) refuse(field, "is no [left, top, right, bottom]");
  const Box box{json[0].get<float>(), json[1].get<float>(), json[2].get<float>(),
                json[3].get<float>()};
  if (box.right < box.left || box.bottom < box.top) refuse(field, "is inside out");
  return box;
}

Box Fields::box(const char* field) const {
  const Json* value = find(field);
  return value ? box_of(*value, field) : Box{};
}

Span Fields::span(const char* field) const {
  const Json* value = find(field);
  if (!value) return {};
  const bool ends = value->is_array() && value->size() == 2 && (*value)[0].is_number_unsigned() &&
                    (*value)[1].is_number_unsigned() && (*value)[1].get<std::uint64_t>() < kNone &&
                    (*value)[0].get<std::uint64_t>() <= (*value)[1].get<std::uint64_t>();
  if (!ends) refuse(field, "is no [begin, end)");
  return {(*value)[0].get<std::uint32_t>(), (*value)[1].get<std::uint32_t>()};
}

std::vector<Point> Fields::points(const char* field) const {
  std::vector<Point> points;
  for (const Json& point : list(field)) {
    const bool pair = point.is_array() && point.size() == 2 && point[0].is_number() &&
                      point[1].is_number() && std::fabs(point[0].get<double>()) <= kMaxCoordinate &&
                      std::fabs(point[1].get<double>()) <= kMaxCoordinate;
    if (!pair) refuse(field, "holds something that is no [x, y]");
    points.push_back({point[0].get<float>(), point[1].get<float>()});
  }
  if (points.size() > kMaxPoints) refuse(field, "has too many points");
  return points;
}

const Json& Fields::list(const char* field) const {
  static const Json kEmpty = Json::array();
  const Json* value = find(field);
  if (!value) return kEmpty;
  if (!value->is_array()) refuse(field, "is no list");
  return *value;
}

}  // namespace tonglan
