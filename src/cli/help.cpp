#include "cli/options.h"

namespace tonglan {

std::string help_text() {
  return R"(tonglan: takes broken Chinese newspaper text apart at the columns and puts it back together.

  tonglan [repair] INPUT... [-o OUT] [options]     repair; this is what happens by default
  tonglan overlay INPUT -o OUT.svg|OUT.png         draw how a page was read
  tonglan validate FILE...                         check PAGE, ALTO and hOCR files
  tonglan eval GOLD OUT [--json]                   compare a result with the truth
  tonglan merge DIR [-o FILE]                      prove that a batch is whole

Examples
  tonglan page.png                            a scanned page: its articles, to the screen
  tonglan scans.tif -o scans.pdf              a searchable PDF of many pages
  tonglan broken.txt                          whole paragraphs of broken text
  pdftotext -raw page.pdf - | tonglan -       in a pipe
  tonglan broken.txt -o whole.md              Markdown, by the suffix
  tonglan page.hocr -o page.alto.xml          OCR with boxes: columns and reading order, too
  tonglan paper.pdf --pages 2-4 -o paper.txt  the text layer of a PDF
  tonglan -r pages/ -o repaired/              a folder; the same again does what is left
  tonglan a.txt -t txt,json -o out/           several formats at once
  tonglan corpus.jsonl.gz -o out.jsonl.zst    the "text" of each record; the rest stays as it is
  tonglan page.json --keep order -o page.md   after somebody corrected page.json by hand
  tonglan --explain broken.txt                why each line end was joined or kept

Input: text in UTF-8, UTF-16, GB18030/GBK or Big5 (found out by itself); JSONL; lines or words with
boxes: hOCR, ALTO, PAGE-XML, Tesseract's TSV, OCR JSON (PaddleOCR, RapidOCR, labelme), our own JSON;
PDFs with a text layer; scanned pages, which Tesseract reads: PNG, JPEG, TIFF, JPEG 2000, WebP, BMP,
scanned PDF. .gz and .zst are unpacked; - is stdin. Output is UTF-8.

Where it goes
  -o, --out OUT          a file, a folder, or - (stdout, the default); .gz and .zst are packed.
                         With several inputs or formats a folder: names as the inputs', new suffix
  -t, --to FORMATS       txt, md, json, jsonl, hocr, alto, page, tsv, pdf; several with commas.
                         Default: by OUT's suffix, else jsonl for JSONL inputs and txt for others
How it is read
  -f, --from FORMAT      txt, jsonl, hocr, alto, page, tsv, ocr-json, document (our own JSON) or
                         pdf; default: by the input's suffix, and by its first bytes where that
                         does not tell
      --pages A-B        PDF, TIFF: these pages only (also 3, 3- and -7)
      --encoding NAME    do not find out, take this one (UTF-8, GB18030, Big5, UTF-16LE, ...)
      --text-key KEY     JSONL: the key of the text (default: text)
      --errors WHAT      JSONL: a bad record is passed through (pass, the default), left out (skip),
                         or ends the run (fail)
      --max-record SIZE  longest line, record or file with boxes, such as 64K or 1G (default: 256M)
Scanned pages
  -l, --lang LANG        auto (the default: chi_sim or chi_tra, found out), or Tesseract's names:
                         chi_sim+eng. The vertical models are taken where they help
      --engine NAME      tesseract (the default), or none: layout alone, lines without text
      --debug DIR        a picture of each stage, named in the order of the road
      --max-pixels N     larger images are refused before they are decoded (default: 250000000)
      --max-side N       and those that are longer or wider (default: 32767)
How it is repaired
      --relink           text: take columns apart that were read across wherever it reads better;
                         without this, where the lines look read across
      --no-relink        text: leave all lines in their order
      --han-latin-space  keep, strip or insert the blank between Chinese and Latin (default: keep)
      --direction D      boxes: auto (the default: each block its own), horizontal or vertical
      --keep WHAT        boxes: order, roles, articles, paragraphs, several with commas, or all:
                         take these as the input has them (our JSON, PAGE, ALTO or hOCR, corrected
                         by hand) and decide the rest anew
      --no-folios        leave page numbers and running heads out of txt, md, json and jsonl
      --explain          for each line end: decision, margin, both texts, reasons; to stdout
                         (instead of the text, unless -o names a file)
How it is drawn (overlay)
      --page N           this page (default: 1)
      --layers NAMES     lines, separators, articles, blocks, order, joins, doubt, legend: these
                         only; -NAME leaves one out of all
      --image FILE       the page's picture (any image format, or PDF), drawn underneath; default:
                         the one the file names, or the PDF's own page
Running
  -j, --jobs N           how many at a time (default: one a core). The output is the same for any N
  -q, --quiet            errors only
Folders (with -o DIR)
  -r, --recursive        folders among the inputs mean all that is known in them
      --from-file LIST   names of inputs, one a line or ended by NUL; - is stdin. Quoted globs are
                         inputs too: 'pages/**/*.hocr'
      --existing WHAT    what is done already is left (skip, the default), done again (overwrite), or
                         stops the run before it begins (abort)
      --split-pages      PDF: each page by itself, to NAME.p0001.txt and so on
      --page-timeout S   seconds for a page (default: 300; 0: any)
      --page-memory SIZE memory for a page (default: 4G; 0: any)
      --max-error-rate R stop when more of the pages than that have failed, such as 5%
      --shard I/N        part I (from 0) of N; default: as Slurm, Kubernetes or AWS Batch say
      --stats FILE       counts, times of the stages, slowest and least certain pages, as JSON
      --log-format FORM  text or json, an object a line, on stderr
  -h, --help             this text
  -V, --version          the version

Exit status: 0 all done; 1 usage; 2 unusable input, over a limit, or faults found by validate;
3 a helper program (pdftotext) or Tesseract's data for a language is missing; 4 a self-check failed,
nothing written; 5 a file can't be read or written; 7 a helper program died; 8 encrypted PDF;
10 done, but some inputs or records were bad (listed on stderr); 11 over the error rate; 75 disk full
or out of memory, try again; 130, 143 stopped by a signal; 141 the reader of the output went away.
)";
}

}  // namespace tonglan
