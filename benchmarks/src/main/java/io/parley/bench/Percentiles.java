package io.parley.bench;

import java.util.Arrays;
import java.util.Collection;

/// Of times in milliseconds.
public record Percentiles(int count, double p50, double p95, double p99, double max) {
    public static Percentiles of(Collection<Double> millis) {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? new Percentiles(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN)
                : new Percentiles(
                        sorted.length,
                        at(sorted, 50),
                        at(sorted, 95),
                        at(sorted, 99),
                        Arrays.stream(sorted).max().orElseThrow());
    }

    private static double at(double[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    @Override
    public String toString() {
        return "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, max %.0f ms (n=%d)".formatted(p50, p95, p99, max, count);
    }
}
