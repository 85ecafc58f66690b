// text_cpp: the same with the C++ library.
#include <tonglan.h>

#include <iostream>
#include <iterator>

int main() {
  std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const tonglan::Document document = tonglan::repair(std::move(text), {});
  for (const tonglan::Article& article : document.articles) {
    std::cout << "article of " << article.last - article.first << " paragraphs\n";
  }
}
