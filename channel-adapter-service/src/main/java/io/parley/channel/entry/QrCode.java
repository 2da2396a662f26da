package io.parley.channel.entry;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// A QR code (ISO/IEC 18004) as an image. PNGs are written here, one bit a pixel: a drawing
/// toolkit would cost more memory than the whole rest of it.
final class QrCode {
    static final int SIZE_MIN = 128;
    static final int SIZE_MAX = 2_048;
    static final int MARGIN_MAX = 20;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /// Leaves the mask to the encoder (ISO/IEC 18004, 7.8.3).
    private static final int PREFERRED = -1;

    private static final int MASKS = 8;
    private static final int READERS_MARGIN = 4;

    /// How many pixels a module has where it is tried whether it is found.
    private static final int READERS_PIXELS = 4;

    /// One cell for each module, the margin included.
    private final BitMatrix modules;

    /// How much of it may be dirty or torn: a seventh, or a quarter.
    enum Correction {
        M(ErrorCorrectionLevel.M),
        Q(ErrorCorrectionLevel.Q);

        private final ErrorCorrectionLevel level;

        Correction(ErrorCorrectionLevel level) {
            this.level = level;
        }
    }

    /// Drawn with the mask the standard prefers, if a reader finds it: of some 600 codes one has
    /// what looks like a corner elsewhere too, and of each content there are eight drawings.
    ///
    /// @param marginModules white around it; readers want 4
    QrCode(String content, Correction correction, int marginModules) {
        int mask = IntStream.rangeClosed(PREFERRED, MASKS - 1)
                .filter(tried -> isFound(content, encoded(content, correction, READERS_MARGIN, tried)))
                .findFirst()
                .orElse(PREFERRED);
        modules = encoded(content, correction, marginModules, mask);
    }

    /// @param mask 0 to 7, or `PREFERRED`
    private static BitMatrix encoded(String content, Correction correction, int marginModules, int mask) {
        try {
            return new QRCodeWriter()
                    .encode(
                            content,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    correction.level,
                                    EncodeHintType.MARGIN,
                                    marginModules,
                                    EncodeHintType.QR_MASK_PATTERN,
                                    mask));
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFound(String content, BitMatrix modules) {
        int side = modules.getWidth() * READERS_PIXELS;
        byte[] grey = new byte[side * side];
        for (int at = 0; at < grey.length; at++) {
            boolean dark = modules.get(at % side / READERS_PIXELS, at / side / READERS_PIXELS);
            grey[at] = dark ? 0 : (byte) 0xff;
        }
        var seen = new PlanarYUVLuminanceSource(grey, side, side, 0, 0, side, side, false);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(seen)))
                    .getText()
                    .equals(content);
        } catch (ReaderException e) {
            return false;
        }
    }

    /// Its width in modules, with the margin.
    int width() {
        return modules.getWidth();
    }

    boolean isDark(int x, int y) {
        return modules.get(x, y);
    }

    /// @param sizePixels the side of the image: modules are whole pixels, what is over is margin
    byte[] png(int sizePixels) {
        int scale = Math.max(1, sizePixels / width());
        int size = Math.max(sizePixels, width());
        int offset = (size - scale * width()) / 2;
        ByteArrayOutputStream png = new ByteArrayOutputStream(4_096);
        try {
            png.write(PNG_SIGNATURE);
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            DataOutputStream header = new DataOutputStream(head);
            header.writeInt(size);
            header.writeInt(size);
            // one bit of grey, deflated, not interlaced
            header.write(new byte[] {1, 0, 0, 0, 0});
            chunk(png, "IHDR", head.toByteArray());
            chunk(png, "IDAT", pixels(size, scale, offset));
            chunk(png, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private byte[] pixels(int size, int scale, int offset) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data, deflater)) {
            byte[] line = new byte[1 + (size + 7) / 8];
            for (int y = 0; y < size; y++) {
                java.util.Arrays.fill(line, 1, line.length, (byte) 0xff);
                for (int x = 0; x < size; x++) {
                    if (isDarkAt(x - offset, y - offset, scale)) {
                        line[1 + x / 8] &= (byte) ~(0x80 >> x % 8);
                    }
                }
                deflated.write(line);
            }
        } finally {
            deflater.end();
        }
        return data.toByteArray();
    }

    private boolean isDarkAt(int x, int y, int scale) {
        return x >= 0 && y >= 0 && x < scale * width() && y < scale * width() && modules.get(x / scale, y / scale);
    }

    private static void chunk(ByteArrayOutputStream to, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) check.getValue());
    }

    /// @param sizePixels how large it is shown where nothing else is said; it can be printed at any
    String svg(int sizePixels) {
        StringBuilder path = new StringBuilder(8_192);
        for (int y = 0; y < width(); y++) {
            for (int x = 0; x < width(); x++) {
                int run = 0;
                while (x + run < width() && modules.get(x + run, y)) {
                    run++;
                }
                if (run > 0) {
                    path.append('M').append(x).append(' ').append(y).append('h').append(run);
                    path.append("v1h-").append(run).append('z');
                    x += run;
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>
                """.formatted(sizePixels, sizePixels, width(), width(), width(), width(), path);
    }
}
