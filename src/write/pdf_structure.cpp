// The logical structure of a searchable PDF (ISO 32000-1, 14.7): articles of headlines and
// paragraphs, each of the lines that it was set in. Programs that follow it (readers aloud,
// Acrobat's own reading order) get whole paragraphs over columns and pages.
#include <fmt/format.h>

#include "write/pdf_parts.h"

namespace tonglan {
namespace {

// A line's place: marked content `mark` of a page.
struct Place {
  std::uint32_t page = 0;
  std::size_t mark = 0;
};

const char* tag_of(Role role) {
  switch (role) {
    case Role::kHeadline:
      return "H1";
    case Role::kSubhead:
      return "H2";
    case Role::kCaption:
      return "Caption";
    default:
      return "P";
  }
}

struct Tree {
  PdfFile& file;
  const std::vector<std::size_t>& pages;
  std::vector<Place> places;                      // of order[k]
  std::vector<std::vector<std::size_t>> parents;  // of each page's marked contents

  // The element of lines order[first] .. order[last - 1].
  std::size_t add_paragraph(const char* tag, std::size_t parent, std::size_t first,
                            std::size_t last) {
    const std::size_t element = file.reserve();
    std::string kids;
    for (std::size_t k = first; k < last; ++k) {
      const Place& place = places[k];
      kids += fmt::format("<</Type/MCR/Pg {} 0 R/MCID {}>>", pages[place.page], place.mark);
      parents[place.page][place.mark] = element;
    }
    file.put(element, fmt::format("<</Type/StructElem/S/{}/P {} 0 R/K[{}]>>", tag, parent, kids));
    return element;
  }

  // Paragraphs first .. last - 1 under one parent.
  std::vector<std::size_t> add_paragraphs(const Document& d, std::size_t parent, std::size_t first,
                                          std::size_t last) {
    std::vector<std::size_t> elements;
    for (std::size_t i = first; i < last; ++i) {
      const Paragraph& p = d.paragraphs[i];
      elements.push_back(add_paragraph(tag_of(p.role), parent, p.first, p.last));
    }
    return elements;
  }
};

}  // namespace

std::string references(const std::vector<std::size_t>& objects) {
  std::string out;
  for (const std::size_t object : objects) out += fmt::format("{} 0 R ", object);
  return out;
}

std::size_t add_structure(PdfFile& file, const Document& d, const std::vector<std::size_t>& pages) {
  Tree tree{file, pages, {}, std::vector<std::vector<std::size_t>>(pages.size())};
  const std::size_t root = file.reserve(), top = file.reserve();
  for (const std::uint32_t i : d.order) {
    std::vector<std::size_t>& marks = tree.parents.at(d.lines[i].page);
    tree.places.push_back({d.lines[i].page, marks.size()});
    marks.push_back(top);
  }
  std::vector<std::size_t> elements;
  for (std::size_t i = 0; i < d.paragraphs.size();) {
    const std::uint32_t article = d.paragraphs[i].article;
    std::size_t end = i + 1;
    while (article != kNone && end < d.paragraphs.size() && d.paragraphs[end].article == article)
      ++end;
    if (article == kNone) {
      elements.push_back(tree.add_paragraphs(d, top, i, end)[0]);
    } else {
      const std::size_t element = file.reserve();
      file.put(element, fmt::format("<</Type/StructElem/S/Art/P {} 0 R/K[{}]>>", top,
                                    references(tree.add_paragraphs(d, element, i, end))));
      elements.push_back(element);
    }
    i = end;
  }
  // Where nothing is decided yet, a line is a paragraph.
  if (d.paragraphs.empty())
    for (std::size_t k = 0; k < d.order.size(); ++k)
      elements.push_back(tree.add_paragraph("P", top, k, k + 1));
  std::string numbers;
  for (std::size_t page = 0; page < pages.size(); ++page)
    numbers += fmt::format("{} [{}]", page, references(tree.parents[page]));
  file.put(top, fmt::format("<</Type/StructElem/S/Document/P {} 0 R/K[{}]>>", root,
                            references(elements)));
  file.put(root,
           fmt::format("<</Type/StructTreeRoot/K {} 0 R/ParentTree<</Nums[{}]>>>>", top, numbers));
  return root;
}

}  // namespace tonglan
