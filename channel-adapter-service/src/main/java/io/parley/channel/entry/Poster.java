package io.parley.channel.entry;

import io.parley.starter.web.Refusal;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/// Draws the poster of an entry point: a page to print, all of it lines and letters, sharp at any
/// size. Set in Liberation Sans, which comes with the PDF library and is put into the file: Latin
/// with all its accents, Greek, Cyrillic and Hebrew. Signs it does not have, emoji above all, are
/// left out.
final class Poster {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final Color INK = new Color(0x14, 0x1d, 0x2e);
    private static final Color QUIET = new Color(0x5b, 0x64, 0x75);
    private static final Color ACCENT = new Color(0x0f, 0x76, 0x6e);
    /// Each takes some megabytes while it is drawn.
    private static final Semaphore AT_ONCE = new Semaphore(2);

    private static final float BOLD_STROKE = 0.028f;
    private static final int MARGIN_MODULES = 4;

    /// Paper, upright, in points of 1/72 inch.
    enum Paper {
        A4(PDRectangle.A4),
        A6(PDRectangle.A6),
        LETTER(PDRectangle.LETTER);

        private final PDRectangle size;

        Paper(PDRectangle size) {
            this.size = size;
        }
    }

    /// @param shop its name; may be empty
    /// @param about the product, or what the entry point is called; may be empty
    /// @param link what the code leads to
    /// @param platforms on which the shop can be written to, as people call them
    record Content(String shop, String about, EntryTexts texts, String link, String code, List<String> platforms) {}

    private final PDDocument document;
    private final PDPageContentStream page;
    private final PDFont font;
    private final float width;

    private Poster(PDDocument document, PDPageContentStream page, PDFont font, float width) {
        this.document = document;
        this.page = page;
        this.font = font;
        this.width = width;
    }

    /// @throws Refusal tooMany, when others are being drawn
    static byte[] draw(Content content, Paper paper) {
        if (!AT_ONCE.tryAcquire()) {
            throw Refusal.tooMany(
                    "posters_busy", "Other posters are being drawn; ask again in a moment.", Duration.ofSeconds(1));
        }
        try (PDDocument document = new PDDocument();
                InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
            PDPage sheet = new PDPage(paper.size);
            document.addPage(sheet);
            document.getDocumentCatalog().setLanguage(content.texts.language());
            PDFont font = PDType0Font.load(document, file, true);
            try (PDPageContentStream page = new PDPageContentStream(document, sheet)) {
                new Poster(document, page, font, paper.size.getWidth()).lay(content, paper.size.getHeight());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(32_768);
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            AT_ONCE.release();
        }
    }

    /// Everything is a part of the page's width, so that all papers look alike.
    private void lay(Content content, float height) throws IOException {
        float unit = width / 100;
        float inner = 84 * unit;
        String shop = printable(content.shop);
        String about = printable(content.about);
        if (about.isEmpty() && shop.isEmpty()) {
            about = content.code;
        }
        document.getDocumentInformation().setTitle(about.isEmpty() ? shop : about);

        page.setNonStrokingColor(ACCENT);
        page.addRect(0, height - 3 * unit, width, 3 * unit);
        page.fill();

        float y = height - 13 * unit;
        if (!shop.isEmpty()) {
            y = centred(List.of(fitting(shop, inner, 4.6f * unit)), 4.6f * unit, y, QUIET, false);
            y -= 2.6f * unit;
        }
        if (!about.isEmpty()) {
            float size = 8 * unit;
            while (size > 5 * unit && lines(about, inner, size).size() > 2) {
                size -= 0.25f * unit;
            }
            y = centred(atMost(lines(about, inner, size), 2, inner, size), size, y - 0.3f * size, INK, true);
        }
        float bottom = 32 * unit;
        float qr = Math.min(66 * unit, y - bottom - 2 * unit);
        // in the middle of what is left between the words above and those below
        float at = bottom + (y - bottom - qr) / 2;
        code(content.link, (width - qr) / 2, at, qr);

        float below = at - 8 * unit;
        float size = 5.4f * unit;
        String scan = printable(content.texts.scan());
        while (size > 3 * unit && widthOf(scan, size) > inner) {
            size -= 0.1f * unit;
        }
        below = centred(List.of(scan), size, below, ACCENT, true);
        String words = printable(content.texts.orOpen()) + " " + content.link.replaceFirst("^https?://", "");
        float small = 3.3f * unit;
        while (small > 1.5f * unit && widthOf(words, small) > inner) {
            small -= 0.1f * unit;
        }
        below = centred(List.of(words), small, below - 1.2f * unit, INK, false);
        String where = printable(String.join(" · ", content.platforms));
        if (!where.isEmpty()) {
            centred(
                    atMost(lines(where, inner, 2.9f * unit), 2, inner, 2.9f * unit),
                    2.9f * unit,
                    below - unit,
                    QUIET,
                    false);
        }
    }

    private void code(String link, float left, float low, float size) throws IOException {
        QrCode code = new QrCode(link, QrCode.Correction.Q, MARGIN_MODULES);
        float module = size / code.width();
        page.setNonStrokingColor(Color.BLACK);
        for (int y = 0; y < code.width(); y++) {
            for (int x = 0; x < code.width(); x++) {
                int run = 0;
                while (x + run < code.width() && code.isDark(x + run, y)) {
                    run++;
                }
                if (run > 0) {
                    page.addRect(left + x * module, low + size - (y + 1) * module, run * module, module);
                    x += run;
                }
            }
        }
        page.fill();
        page.setStrokingColor(ACCENT);
        page.setLineWidth(width / 250);
        page.addRect(left, low, size, size);
        page.stroke();
    }

    /// @param y the first line's base
    /// @return where the next line's base would be
    private float centred(List<String> lines, float size, float y, Color colour, boolean bold) throws IOException {
        float at = y;
        for (String line : lines) {
            page.beginText();
            page.setFont(font, size);
            page.setNonStrokingColor(colour);
            if (bold) {
                page.setStrokingColor(colour);
                page.setLineWidth(size * BOLD_STROKE);
                page.setRenderingMode(RenderingMode.FILL_STROKE);
            } else {
                page.setRenderingMode(RenderingMode.FILL);
            }
            page.newLineAtOffset((width - widthOf(line, size)) / 2, at);
            page.showText(visual(line));
            page.endText();
            at -= size * 1.25f;
        }
        return at;
    }

    private float widthOf(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1_000 * size;
    }

    private List<String> lines(String text, float inner, float size) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && widthOf(longer, size) > inner) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }

    private List<String> atMost(List<String> lines, int most, float inner, float size) throws IOException {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size() && i < most; i++) {
            boolean more = i == most - 1 && lines.size() > most;
            kept.add(fitting(more ? lines.get(i) + "…" : lines.get(i), inner, size));
        }
        return kept;
    }

    /// The text, or its beginning.
    private String fitting(String text, float inner, float size) throws IOException {
        if (widthOf(text, size) <= inner) {
            return text;
        }
        int end = text.length();
        while (end > 1 && widthOf(text.substring(0, end) + "…", size) > inner) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).strip() + "…";
    }

    /// Composed, on one line, and without the signs the font does not have.
    private String printable(String text) throws IOException {
        StringBuilder kept = new StringBuilder();
        for (int sign :
                Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
            if (Character.isWhitespace(sign) || Character.isSpaceChar(sign)) {
                kept.append(' ');
            } else if (!Character.isISOControl(sign) && Character.getType(sign) != Character.FORMAT && has(sign)) {
                kept.appendCodePoint(sign);
            }
        }
        return kept.toString().replaceAll(" {2,}", " ").strip();
    }

    private boolean has(int sign) throws IOException {
        try {
            font.encode(Character.toString(sign));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// As it is drawn from left to right: words written from right to left are turned.
    private static String visual(String line) {
        Bidi bidi = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        if (bidi.isLeftToRight()) {
            return line;
        }
        int runs = bidi.getRunCount();
        byte[] levels = new byte[runs];
        String[] parts = new String[runs];
        for (int i = 0; i < runs; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            String part = line.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            parts[i] = levels[i] % 2 == 0
                    ? part
                    : new StringBuilder(part).reverse().toString();
        }
        Bidi.reorderVisually(levels, 0, parts, 0, runs);
        return String.join("", parts);
    }
}
