// tonglan's face as a library: text in, Document out, Document written.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "document.h"
#include "options.h"

namespace tonglan {

// Input that can't be used: `what()` is one line for people, `status()` the exit status of the
// command line (README, "Exit status").
class Error : public std::runtime_error {
 public:
  Error(int status, const std::string& message) : std::runtime_error(message), status_(status) {}
  int status() const { return status_; }

 private:
  int status_;
};

// The text road: UTF-8 text whose lines are still cut where the columns were, in; articles in
// reading order with whole paragraphs, out. Never throws for odd text: any bytes are text.
Document repair(std::string utf8, const RepairOptions& options);

// The box road: a Document as a reader with boxes gave it (read/box) in; columns, articles, reading
// order and paragraphs out. Where no line has a box, or the page is empty, the order stays.
Document repair_pages(Document document, const RepairOptions& options);

// Checks promise 1: every non-space character of the document's text stands exactly once in what
// a writer gives out, apart from what Document::left_out lists. Throws Error (status 4) if not.
void check_conserved(const Document& document);

// The same of a text that append_text() has already spelled out (chinese/spacing.h): spares spelling
// it again, and checks what is really written.
void check_conserved(const Document& document, std::string_view written);

}  // namespace tonglan
