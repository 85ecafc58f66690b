#include "batch/inputs.h"

#include <utility>

#include "read/box/formats.h"
#include "read/box/pdf.h"

namespace tonglan {
namespace {

// The bytes are not those of a file of that name.
bool is_packed(const std::string& input) {
  return input == "-" || without_packing(input).size() < input.size();
}

}  // namespace

void Inputs::open() {
  const InputPlan& input = plan_.inputs[at_];
  std::unique_ptr<ByteSource> source = open_bytes(input.input);
  const InputKind* kind = input.kind;
  if (!kind) {
    Peeked peeked = peek(std::move(source), kBoxDetectionWindow);
    source = std::move(peeked.source);
    kind = &kind_by_content(input.input, peeked.head);
  }
  if (kind->shape == Shape::kText || kind->shape == Shape::kJsonl) {
    const Cut cut = kind->shape == Shape::kJsonl ? Cut::kLines : Cut::kText;
    records_ =
        std::make_unique<RecordReader>(std::move(source), cut, options_.read, options_.limits);
  } else {
    bytes_ = std::move(source);
  }
  kind_ = kind;
}

std::optional<Record> Inputs::next_record() {
  if (records_) return records_->next();
  if (!bytes_) return std::nullopt;
  const std::unique_ptr<ByteSource> source = std::exchange(bytes_, nullptr);
  Record whole;
  whole.only = true;
  // A PDF is read from its file, page by page.
  if (kind_->shape != Shape::kPdf || is_packed(plan_.inputs[at_].input)) {
    whole.text = read_all(*source, options_.limits.max_record);
  }
  return whole;
}

std::optional<Item> Inputs::next() {
  if (at_ == plan_.inputs.size()) return std::nullopt;
  Item item;
  item.input = at_;
  try {
    if (!kind_) open();
    item.kind = kind_;
    if (records_) item.encoding = records_->encoding();
    if (!failed_[at_]) item.record = next_record();
    if (item.record && kind_->shape == Shape::kPdf && is_packed(plan_.inputs[at_].input)) {
      item.unnamed = std::make_shared<const UnnamedFile>(std::exchange(item.record->text, ""));
    }
  } catch (const Error& error) {
    item.record.reset();
    item.error = error;
  }
  if (!item.record) {
    kind_ = nullptr;
    records_.reset();
    bytes_.reset();
    ++at_;
  }
  return item;
}

std::unique_ptr<ImageFile> open_images(const Item& item, const std::string& input,
                                       const RunOptions& options) {
  if (item.kind->shape == Shape::kImage) return open_image(item.record->text, options.limits);
  if (item.kind->shape != Shape::kPdf) return nullptr;
  const std::string path = item.unnamed ? item.unnamed->path() : input;
  if (has_text_layer(path, options.read)) return nullptr;
  return open_scanned_pdf(path, options.read, options.limits);
}

Document read_pages(Item item, const std::string& input, const ReadOptions& options) {
  Document document =
      item.kind->shape == Shape::kPdf
          ? read_pdf(item.unnamed ? item.unnamed->path() : input, options)
          : find_box_format(item.kind->name)->read(std::move(item.record->text), options);
  // A document of ours that is read back knows where it came from.
  if (document.source.empty()) document.source = input == "-" ? "stdin" : input;
  return document;
}

}  // namespace tonglan
