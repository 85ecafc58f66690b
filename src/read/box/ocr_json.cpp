#include "read/box/ocr_json.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "read/box/builder.h"
#include "read/box/json_fields.h"
#include "tonglan.h"

namespace tonglan {
namespace {

// The names in use for one thing, the first that is there.
const Json* member(const Json& j, std::initializer_list<const char*> names) {
  if (!j.is_object()) return nullptr;
  for (const char* name : names) {
    if (const auto it = j.find(name); it != j.end() && !it->is_null()) return &*it;
  }
  return nullptr;
}
const Json* text_in(const Json& j) {
  return member(j, {"text", "transcription", "rec_text", "txt", "label", "words"});
}
const Json* place_in(const Json& j) {
  return member(j,
                {"box", "points", "polygon", "poly", "bbox", "dt_poly", "text_region", "position"});
}
const Json* score_in(const Json& j) {
  return member(j, {"score", "confidence", "conf", "rec_score", "probability"});
}

bool is_number_list(const Json& j, std::size_t size) {
  return j.is_array() && j.size() >= size &&
         std::all_of(j.begin(), j.end(), [](const Json& v) { return v.is_number(); });
}

// [[x, y], ...], [x, y, x, y, ...] or, with four numbers, left, top, right, bottom.
std::vector<Point> points_of(const Json& j) {
  std::vector<Point> points;
  if (is_number_list(j, 4)) {
    for (std::size_t i = 0; i + 1 < j.size(); i += 2) {
      points.push_back({j[i].get<float>(), j[i + 1].get<float>()});
    }
    return points;
  }
  if (!j.is_array()) return {};
  for (const Json& p : j) {
    if (!is_number_list(p, 2)) return {};
    points.push_back({p[0].get<float>(), p[1].get<float>()});
  }
  return points;
}

struct Item {
  const Json* text = nullptr;
  const Json* place = nullptr;
  const Json* score = nullptr;
};

// One text with its place, or nothing.
Item item_of(const Json& j) {
  if (j.is_object()) {
    const Json* text = text_in(j);
    return text && text->is_string() ? Item{text, place_in(j), score_in(j)} : Item{};
  }
  if (!j.is_array() || j.size() < 2 || points_of(j[0]).empty()) return {};
  if (j[1].is_string()) return {&j[1], &j[0], j.size() > 2 ? &j[2] : nullptr};
  if (j[1].is_array() && !j[1].empty() && j[1][0].is_string()) {
    return {&j[1][0], &j[0], j[1].size() > 1 ? &j[1][1] : nullptr};
  }
  return {};
}

// Scores come as numbers and, from older RapidOCR, as strings.
float confidence_of(const Json* score) {
  if (!score) return -1;
  float value = -1;
  if (score->is_number()) value = score->get<float>();
  if (score->is_string())
    value = static_cast<float>(std::atof(score->get_ref<const std::string&>().c_str()));
  if (value > 1 && value <= 100) value /= 100;
  return value >= 0 && value <= 1 ? value : -1;
}

bool is_upright(const std::vector<Point>& p) {
  return p.size() != 4 || (p[0].y == p[1].y && p[2].y == p[3].y && p[0].x == p[3].x);
}

// Engines name the corners from the top left of the text, clockwise, so that the first edge runs
// along the line.
float turn_of(const std::vector<Point>& p) {
  return std::atan2(p[1].y - p[0].y, p[1].x - p[0].x) * 180 / std::numbers::pi_v<float>;
}

void add_item(Builder& builder, const Item& item) {
  const std::string& text = item.text->get_ref<const std::string&>();
  const std::vector<Point> points = item.place ? points_of(*item.place) : std::vector<Point>{};
  const Box box = box_of(points);
  // A label of several rows: each gets its share of the height.
  const auto rows = static_cast<float>(std::count(text.begin(), text.end(), '\n') + 1);
  float row = 0;
  for (std::size_t begin = 0; begin <= text.size(); ++row) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    LineDraft line;
    line.confidence = confidence_of(item.score);
    line.box = box;
    if (rows > 1) {
      line.box.top = box.top + box.height() * row / rows;
      line.box.bottom = line.box.top + box.height() / rows;
    } else if (!is_upright(points)) {
      line.origin.outline = points;
      if (std::abs(turn_of(points)) > 1) set_turn(line.origin, turn_of(points));
    }
    append_text(builder, line, std::string_view(text).substr(begin, end - begin));
    add_line(builder, std::move(line), kNone);
    begin = end + 1;
  }
}

float number_or_zero(const Json* j) { return j && j->is_number() ? j->get<float>() : 0; }

void begin_json_page(Builder& builder, const Json& j) {
  Page page;
  page.width = number_or_zero(member(j, {"imageWidth", "width", "image_width"}));
  page.height = number_or_zero(member(j, {"imageHeight", "height", "image_height"}));
  const Json* image = member(j, {"imagePath", "input_path", "image", "img_path", "file_name"});
  if (image && image->is_string()) page.image = image->get<std::string>();
  begin_page(builder, std::move(page));
}

// {"rec_texts": [...], "rec_polys": [...], "rec_scores": [...]} and its like.
bool add_columns(Builder& builder, const Json& j) {
  const Json* texts = member(j, {"rec_texts", "rec_text", "txts", "texts"});
  if (!texts || !texts->is_array()) return false;
  const Json* places = member(j, {"rec_polys", "dt_polys", "rec_boxes", "boxes", "polys"});
  const Json* scores = member(j, {"rec_scores", "rec_score", "scores"});
  begin_json_page(builder, j);
  for (std::size_t i = 0; i < texts->size(); ++i) {
    const auto at = [&](const Json* list) {
      return list && list->is_array() && i < list->size() ? &(*list)[i] : nullptr;
    };
    if (at(texts)->is_string()) add_item(builder, {at(texts), at(places), at(scores)});
  }
  return true;
}

// `owner` is the object that the list stands in: it may know the image and its size.
void add_any(Builder& builder, const Json& j, const Json& owner) {
  if (j.is_object()) {
    if (add_columns(builder, j)) return;
    for (const char* name : {"shapes", "data", "result", "results", "res", "pages", "ocr_result",
                             "prunedResult", "overall_ocr_res", "ocrResults", "lines"}) {
      const Json* inner = member(j, {name});
      if (inner && inner->is_structured()) add_any(builder, *inner, j);
    }
    return;
  }
  const auto is_item = [](const Json& element) { return item_of(element).text != nullptr; };
  if (std::any_of(j.begin(), j.end(), is_item)) begin_json_page(builder, owner);
  for (const Json& element : j) {
    if (const Item item = item_of(element); item.text) {
      add_item(builder, item);
    } else if (element.empty()) {
      begin_page(builder, {});  // null or []: a page where nothing was found
    } else if (element.is_structured()) {
      add_any(builder, element, element);
    }
  }
}

}  // namespace

Document read_ocr_json(std::string bytes, const ReadOptions& options) {
  const Json json = parse_json(std::move(bytes), options);
  Builder builder;
  if (json.is_structured()) add_any(builder, json, json);
  if (builder.document.lines.empty()) {
    throw Error(2,
                "this JSON holds no texts with boxes in a shape that is known (PaddleOCR, "
                "RapidOCR, labelme)");
  }
  return finish(std::move(builder));
}

}  // namespace tonglan
