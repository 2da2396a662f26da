package io.parley.sandbox.phone;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pictures in memory; the oldest make room when there are too many bytes.
final class Pictures {
    private final int bytesMax;
    private final Map<String, Picture> pictures = new LinkedHashMap<>();
    private int bytes;

    Pictures(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    synchronized void put(String name, Picture picture) {
        var before = pictures.put(name, picture);
        bytes += picture.bytes().length - (before == null ? 0 : before.bytes().length);
        var oldest = pictures.values().iterator();
        while (bytes > bytesMax && oldest.hasNext()) {
            bytes -= oldest.next().bytes().length;
            oldest.remove();
        }
    }

    synchronized @Nullable Picture get(String name) {
        return pictures.get(name);
    }
}
