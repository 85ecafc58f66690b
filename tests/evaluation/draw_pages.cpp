// draw_pages FOLDER [COUNT] [SEED]: drawn newspaper pages: page-N.hocr with perfect boxes in
// drawing order, page-N.json with the truth.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "support/page_press.h"
#include "write/box/hocr.h"

int main(int argc, char** argv) {
  using namespace tonglan;
  if (argc < 2) {
    std::cerr << "draw_pages: usage: draw_pages FOLDER [COUNT] [SEED]\n";
    return 1;
  }
  const std::filesystem::path folder = argv[1];
  const int count = argc > 2 ? std::atoi(argv[2]) : 10;
  const int seed = argc > 3 ? std::atoi(argv[3]) : 1;
  std::filesystem::create_directories(folder);
  for (int i = 0; i < count; ++i) {
    const PrintedPage page = print_sample(static_cast<std::uint64_t>(seed + i));
    const std::string name = "page-" + std::to_string(seed + i);
    std::string hocr;
    write_hocr(page.document, hocr);
    std::ofstream(folder / (name + ".hocr"), std::ios::binary) << hocr;
    std::ofstream(folder / (name + ".json"), std::ios::binary) << page.gold << '\n';
  }
}
