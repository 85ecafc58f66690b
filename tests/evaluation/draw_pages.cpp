// draw_pages FOLDER [COUNT] [SEED] [--images] [--damage N] [--format jpg|png|1.png] [--text FILE]:
// drawn newspaper pages: page-N.hocr with perfect boxes in drawing order, page-N.json with the
// truth and, with --images, the page as a scanner would give it (damage 0 none, 1 light, 2 noisy, 3
// bad).
// --text: articles, JSON a line (support/corpus.h), in the place of the project's own.
//
// Boxes are those of the undamaged page. Under "image" the truth says how the picture was turned
// about its centre (degrees, clockwise) and how far its lines are bent (pixels).
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/drawn_images.h"
#include "support/page_damage.h"
#include "support/page_painter.h"
#include "support/page_press.h"
#include "tonglan.h"
#include "write/box/hocr.h"

namespace tonglan {
namespace {

struct Wish {
  std::filesystem::path folder;
  int count = 10, seed = 1;
  bool images = false;
  int damage = 1;
  std::string format = "jpg";
  std::string text;
};

constexpr const char* kUsage =
    "usage: draw_pages FOLDER [COUNT] [SEED] [--images] [--damage 0-3] [--format jpg|png|1.png] "
    "[--text FILE]";

Wish read_arguments(const std::vector<std::string>& arguments) {
  Wish wish;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& a = arguments[i];
    const auto value = [&] {
      return ++i < arguments.size() ? arguments[i] : throw Error(1, kUsage);
    };
    if (a == "--images") {
      wish.images = true;
    } else if (a == "--damage") {
      wish.damage = std::atoi(value().c_str());
    } else if (a == "--format") {
      wish.format = value();
    } else if (a == "--text") {
      wish.text = value();
    } else if (a.starts_with("--")) {
      throw Error(1, kUsage);
    } else {
      places.push_back(a);
    }
  }
  if (places.empty() || places.size() > 3) throw Error(1, kUsage);
  if (wish.format != "jpg" && wish.format != "png" && wish.format != "1.png")
    throw Error(1, kUsage);
  wish.folder = places[0];
  if (places.size() > 1) wish.count = std::atoi(places[1].c_str());
  if (places.size() > 2) wish.seed = std::atoi(places[2].c_str());
  return wish;
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// Adds the picture's name to page and truth.
void draw_image(const Wish& wish, const std::string& name, std::uint64_t seed, PrintedPage& page) {
  const std::string file = name + "." + wish.format;
  const Damage damage = damage_of(wish.damage, page.cell, seed);
  Pixels picture = damaged(paint_page(page, seed), damage, seed);
  picture.dpi = 300;
  write_file(wish.folder / file, testing::encode(picture, wish.format));
  page.document.pages[0].image = file;
  auto truth = nlohmann::json::parse(page.gold);
  truth["image"] = {
      {"file", file}, {"damage", wish.damage}, {"skew", damage.skew}, {"warp", damage.warp}};
  page.gold = truth.dump();
}

void draw_pages(const Wish& wish) {
  const std::vector<ArticleText> articles =
      wish.text.empty() ? own_corpus() : load_corpus(wish.text);
  std::filesystem::create_directories(wish.folder);
  for (int i = 0; i < wish.count; ++i) {
    const auto seed = static_cast<std::uint64_t>(wish.seed + i);
    const std::string name = "page-" + std::to_string(seed);
    PrintedPage page = print_sample(seed, wish.images, articles);
    if (wish.images) draw_image(wish, name, seed, page);
    std::string hocr;
    write_hocr(page.document, hocr);
    write_file(wish.folder / (name + ".hocr"), hocr);
    write_file(wish.folder / (name + ".json"), page.gold + "\n");
  }
}

}  // namespace
}  // namespace tonglan

int main(int argc, char** argv) {
  try {
    tonglan::draw_pages(tonglan::read_arguments({argv + 1, argv + argc}));
    return 0;
  } catch (const tonglan::Error& error) {
    std::cerr << "draw_pages: " << error.what() << '\n';
    return error.status();
  }
}
