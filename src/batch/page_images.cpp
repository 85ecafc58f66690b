#include "batch/page_images.h"

#include <string>

namespace tonglan {

PageImage page_image_of(const ImageFile& file, const Pixels& pixels) {
  const StoredPage stored = file.stored();
  if (stored.jpeg.empty()) return page_image_of(pixels);
  return page_image_of_jpeg(std::string(stored.jpeg), stored.width, stored.height, stored.channels,
                            stored.inverted, stored.orientation);
}

}  // namespace tonglan
