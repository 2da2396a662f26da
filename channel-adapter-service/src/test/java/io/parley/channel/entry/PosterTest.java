package io.parley.channel.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PosterTest {
    static final String LINK = "https://parley.example/api/e/K7M2QX";

    private static Poster.Content content(String shop, String about, String locale) {
        return new Poster.Content(
                shop, about, EntryTexts.of(locale), LINK, "K7M2QX", List.of("Instagram", "WhatsApp", "SMS"));
    }

    /// What a phone's camera reads.
    static String decoded(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        try {
            return new MultiFormatReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(
                                    new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                            Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (NotFoundException e) {
            throw new AssertionError("no code can be read", e);
        }
    }

    @ParameterizedTest
    @CsvSource({"128,4,M", "512,4,Q", "513,0,M", "1000,20,Q", "2048,1,M"})
    void a_code_is_read_again_as_it_was_written(int size, int margin, QrCode.Correction correction) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new QrCode(LINK, correction, margin).png(size)));

        assertThat(image.getWidth()).isEqualTo(size);
        assertThat(image.getHeight()).isEqualTo(size);
        BufferedImage framed = new BufferedImage(size + 80, size + 80, BufferedImage.TYPE_INT_RGB);
        framed.createGraphics().fillRect(0, 0, size + 80, size + 80);
        framed.createGraphics().drawImage(image, 40, 40, null);
        assertThat(decoded(framed)).isEqualTo(LINK);
    }

    @ParameterizedTest
    @CsvSource({"GLUPHK,M", "GH9VRT,Q", "849JGW,Q", "WZSTCA,Q"})
    void a_code_that_readers_miss_as_the_standard_prefers_to_draw_it_is_drawn_so_that_they_find_it(
            String code, QrCode.Correction correction) throws IOException {
        String link = "https://parley.example/api/e/" + code;

        byte[] png = new QrCode(link, correction, 4).png(600);

        assertThat(decoded(ImageIO.read(new ByteArrayInputStream(png)))).isEqualTo(link);
    }

    @Test
    void the_drawing_has_the_same_modules_as_the_image() {
        QrCode code = new QrCode(LINK, QrCode.Correction.M, 4);

        BufferedImage drawn = new BufferedImage(code.width() * 4, code.width() * 4, BufferedImage.TYPE_INT_RGB);
        var pen = drawn.createGraphics();
        pen.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
        pen.setColor(java.awt.Color.BLACK);
        var runs = java.util.regex.Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z")
                .matcher(code.svg(300));
        while (runs.find()) {
            assertThat(runs.group(3)).isEqualTo(runs.group(4));
            pen.fillRect(number(runs, 1) * 4, number(runs, 2) * 4, number(runs, 3) * 4, 4);
        }

        assertThat(decoded(drawn)).isEqualTo(LINK);
        assertThat(code.svg(300)).startsWith("<svg xmlns=").contains("width=\"300\"", "viewBox=\"0 0 " + code.width());
    }

    private static int number(java.util.regex.Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    @ParameterizedTest
    @EnumSource
    void a_poster_can_be_read_by_people_and_by_phones(Poster.Paper paper) throws IOException {
        byte[] pdf = Poster.draw(content("Glow by Ama ✨", "Kem dưỡng ẩm Hồng Sâm 🧴 crème brûlée", "vi-VN"), paper);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
                    .contains("Glow by Ama")
                    .contains("Kem dưỡng ẩm Hồng Sâm crème brûlée")
                    .contains("Quét mã để trò chuyện và đặt hàng")
                    .contains("hoặc mở parley.example/api/e/K7M2QX")
                    .contains("Instagram · WhatsApp · SMS")
                    .doesNotContain("✨", "🧴");
            PDRectangle size = document.getPage(0).getMediaBox();
            PDRectangle asked = switch (paper) {
                case A4 -> PDRectangle.A4;
                case A6 -> PDRectangle.A6;
                case LETTER -> PDRectangle.LETTER;
            };
            assertThat(size.toString()).isEqualTo(asked.toString());
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 150);
            assertThat(decoded(page)).isEqualTo(LINK);
            if (System.getProperty("parley.posters") != null) {
                ImageIO.write(page, "png", new java.io.File(System.getProperty("parley.posters"), paper + ".png"));
            }
        }
        assertThat(pdf.length).isLessThan(100_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "🧴|✨🧴|K7M2QX",
                "''|''|K7M2QX",
                "美容店|保湿霜|K7M2QX",
                "Άμα|Крем для лица|Крем для лица",
                "Ama|Cre\u0300me|Crème"
            })
    void a_name_that_cannot_be_printed_spoils_nothing(String shop, String about, String printed) throws IOException {
        byte[] pdf = Poster.draw(content(shop, about, "en"), Poster.Paper.A6);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains(printed, "Scan to chat and order");
        }
    }

    @Test
    void what_is_not_to_be_seen_is_not_drawn() throws IOException {
        byte[] pdf = Poster.draw(content("A\u0000\u202Eb\nc", "x\ty \u200D z", "en"), Poster.Paper.A6);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("Ab c", "x y z");
        }
    }

    @Test
    void long_names_are_shortened_and_stay_on_the_page() throws IOException {
        byte[] pdf = Poster.draw(
                content("Shop".repeat(60), "A very long product name that goes on and on ".repeat(10), "de"),
                Poster.Paper.A6);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("ShopShop", "…", "A very long product");
            assertThat(decoded(new PDFRenderer(document).renderImageWithDPI(0, 200)))
                    .isEqualTo(LINK);
            if (System.getProperty("parley.posters") != null) {
                ImageIO.write(
                        new PDFRenderer(document).renderImageWithDPI(0, 150),
                        "png",
                        new java.io.File(System.getProperty("parley.posters"), "long.png"));
            }
        }
    }
}
