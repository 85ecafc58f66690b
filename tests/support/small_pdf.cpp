#include "support/small_pdf.h"

#include <fmt/format.h>

namespace tonglan::testing {
namespace {

std::string stream(const std::string& bytes, const std::string& entries = "") {
  return fmt::format("<</Length {}{}>>stream\n{}\nendstream", bytes.size(), entries, bytes);
}

// The file of these objects, numbered from 1; the first is the catalogue.
std::string pdf_of(const std::vector<std::string>& objects) {
  std::string pdf = "%PDF-1.4\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  return fmt::format(
      "{}xref\n0 {}\n0000000000 65535 f \n{}trailer<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
      pdf, objects.size() + 1, table, objects.size() + 1, pdf.size());
}

}  // namespace

std::string make_pdf(const std::vector<std::vector<TextRun>>& pages) {
  std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>", "",
      "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]"
      "/ToUnicode 6 0 R>>",
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)"
      "/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 5 0 R>>",
      "<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
      "/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"};
  objects.push_back(stream(
      "/CIDInit /ProcSet findresource begin begincmap /CMapName /U def 1 begincodespacerange "
      "<0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap "
      "end"));
  std::string kids;
  for (const auto& page : pages) {
    std::string content;
    for (const TextRun& s : page) {
      content += fmt::format("BT /F {} Tf {} {} Td <", s.size, s.x, s.y);
      for (const char16_t c : s.text) content += fmt::format("{:04X}", static_cast<unsigned>(c));
      content += "> Tj ET\n";
    }
    objects.push_back(stream(content));
    objects.push_back(
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 360 288]/Contents {} 0 R"
                    "/Resources<</Font<</F 3 0 R>>>>>>",
                    objects.size()));
    kids += fmt::format("{} 0 R ", objects.size());
  }
  objects[1] = fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, pages.size());
  return pdf_of(objects);
}

std::string make_scan_pdf(const std::vector<ScanPage>& pages) {
  std::vector<std::string> objects = {"<</Type/Catalog/Pages 2 0 R>>", ""};
  std::string kids;
  for (const ScanPage& page : pages) {
    objects.push_back(stream(
        page.jpeg, fmt::format("/Type/XObject/Subtype/Image/Width {}/Height {}/BitsPerComponent 8"
                               "/ColorSpace/{}/Filter/DCTDecode",
                               page.width, page.height, page.colour ? "DeviceRGB" : "DeviceGray")));
    const double width = page.width * .72, height = page.height * .72;
    objects.push_back(
        stream(fmt::format("{} 0 0 {} 0 0 cm /I Do", width * page.covers, height * page.covers)));
    objects.push_back(
        fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]/Rotate {}/Contents {} 0 R"
                    "/Resources<</XObject<</I {} 0 R>>>>>>",
                    width, height, page.rotation, objects.size(), objects.size() - 1));
    kids += fmt::format("{} 0 R ", objects.size());
  }
  objects[1] = fmt::format("<</Type/Pages/Kids[{}]/Count {}>>", kids, pages.size());
  return pdf_of(objects);
}

}  // namespace tonglan::testing
