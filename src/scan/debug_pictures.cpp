#include "scan/debug_pictures.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "tonglan.h"

namespace tonglan {
namespace {

using Bytes = std::vector<std::uint8_t>;

const cv::Scalar kRed(200, 0, 0), kBlue(0, 0, 220), kGreen(0, 140, 0), kPurple(190, 0, 190);

void append_number(Bytes& out, std::uint32_t n) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(std::uint8_t(n >> shift));
}

void append_chunk(Bytes& out, const char* type, const Bytes& data) {
  append_number(out, std::uint32_t(data.size()));
  const std::size_t start = out.size();
  out.insert(out.end(), type, type + 4);
  out.insert(out.end(), data.begin(), data.end());
  append_number(out, std::uint32_t(crc32(0, out.data() + start, uInt(out.size() - start))));
}

cv::Rect rect_of(const Box& box) {
  return {cv::Point(int(box.left), int(box.top)),
          cv::Point(int(std::ceil(box.right)), int(std::ceil(box.bottom)))};
}

cv::Mat coloured(const cv::Mat& ink) {
  cv::Mat picture;
  cv::cvtColor(255 - ink / 2, picture, cv::COLOR_GRAY2RGB);  // grey, so that colours stand out
  return picture;
}

cv::Mat separators_picture(const SeparatedPage& page, int pen) {
  cv::Mat picture = coloured(page.ink);
  for (const Separator& s : page.separators) {
    cv::rectangle(picture, rect_of(s.box), s.vertical ? kBlue : kRed, pen);
  }
  for (const Box& box : page.pictures) cv::rectangle(picture, rect_of(box), kGreen, 2 * pen);
  for (const Box& box : page.reversed) cv::rectangle(picture, rect_of(box), kPurple, pen);
  return picture;
}

cv::Mat lines_picture(const SeparatedPage& page, const std::vector<TextLine>& lines, int pen) {
  cv::Mat picture = coloured(page.ink);
  for (const TextLine& line : lines) {
    const bool vertical = line.direction == Direction::kVertical;
    cv::rectangle(picture, rect_of(line.box), vertical ? kBlue : kRed, pen);
  }
  return picture;
}

}  // namespace

void write_png(const std::string& path, const cv::Mat& picture) {
  const std::size_t row = std::size_t(picture.cols) * picture.channels();
  Bytes raw;
  raw.reserve((row + 1) * picture.rows);
  for (int y = 0; y < picture.rows; ++y) {
    raw.push_back(0);  // no filter
    raw.insert(raw.end(), picture.ptr(y), picture.ptr(y) + row);
  }
  uLongf size = compressBound(uLong(raw.size()));
  Bytes packed(size);
  compress2(packed.data(), &size, raw.data(), uLong(raw.size()), Z_BEST_SPEED);
  packed.resize(size);
  Bytes head;
  append_number(head, std::uint32_t(picture.cols));
  append_number(head, std::uint32_t(picture.rows));
  for (int v : {8, picture.channels() == 3 ? 2 : 0, 0, 0, 0}) head.push_back(std::uint8_t(v));
  Bytes file = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  append_chunk(file, "IHDR", head);
  append_chunk(file, "IDAT", packed);
  append_chunk(file, "IEND", {});
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(file.data()), std::streamsize(file.size()));
  out.close();
  if (!out) throw Error(5, path + ": can't be written");
}

void write_debug_pictures(const std::string& folder, int number, const CleanPage& clean,
                          const SeparatedPage& separated, const std::vector<TextLine>& lines) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);  // write_png says what is wrong
  const std::string page = folder + "/page-" + std::to_string(number);
  const int pen = std::max(1, int(clean.glyph / 10));
  write_png(page + "-1-grey.png", clean.grey);
  write_png(page + "-2-ink.png", 255 - clean.ink);
  write_png(page + "-3-separators.png", separators_picture(separated, pen));
  write_png(page + "-4-lines.png", lines_picture(separated, lines, pen));
}

}  // namespace tonglan
