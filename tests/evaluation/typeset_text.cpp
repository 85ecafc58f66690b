// typeset_text: writes generated newspaper text with its truth to a folder.
//
//   typeset_text [--corpus FILE] [--seed N] [--count K] [--art] --out DIR
//
// makes DIR/N.txt (the broken text) and DIR/N.json (the truth, as `tonglan eval` reads it) for N,
// N + 1 ... N + K - 1; --art adds DIR/N.art, each line with its state in front.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include "support/corpus.h"
#include "support/typesetter.h"
#include "tonglan.h"

namespace {

constexpr const char* kUsage =
    "usage: typeset_text [--corpus FILE] [--seed N] [--count K] [--art] --out DIR\n";

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw tonglan::Error(5, path.string() + ": can't be written");
}

int run(int argc, char** argv) {
  std::map<std::string, std::string> given = {{"--seed", "1"}, {"--count", "1"}};
  bool art = false;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--art") {
      art = true;
    } else if (i + 1 < argc &&
               (name == "--corpus" || name == "--seed" || name == "--count" || name == "--out")) {
      given[name] = argv[++i];
    } else {
      std::cerr << kUsage;
      return 1;
    }
  }
  if (!given.contains("--out")) {
    std::cerr << kUsage;
    return 1;
  }
  const auto articles =
      given.contains("--corpus") ? tonglan::load_corpus(given["--corpus"]) : tonglan::own_corpus();
  const std::filesystem::path folder = given["--out"];
  std::filesystem::create_directories(folder);
  const auto first = std::strtoull(given["--seed"].c_str(), nullptr, 10);
  const auto count = std::strtoull(given["--count"].c_str(), nullptr, 10);
  for (auto seed = first; seed < first + count; ++seed) {
    const tonglan::Typeset page = tonglan::typeset_sample(articles, seed);
    const std::string name = std::to_string(seed);
    write(folder / (name + ".txt"), page.text);
    write(folder / (name + ".json"), tonglan::truth_json(page));
    if (art) write(folder / (name + ".art"), tonglan::text_art(page));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const tonglan::Error& e) {
    std::cerr << "typeset_text: " << e.what() << '\n';
    return e.status();
  } catch (const std::exception& e) {
    std::cerr << "typeset_text: " << e.what() << '\n';
    return 5;
  }
}
